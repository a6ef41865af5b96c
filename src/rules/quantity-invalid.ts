import { hasPlaceholder } from "../lint/containers/placeholder.ts";
import {
  resourceOwners,
  type WrittenQuantity,
  writtenQuantities,
  writtenText,
} from "../lint/resources/written-quantities.ts";
import { defineRule, type Rule } from "../lint/rule.ts";
import { isBytes, ONE, parseQuantity } from "../manifest/quantity.ts";
import { showValue } from "../manifest/show-value.ts";

const rule: Rule = defineRule({
  id: "quantity-invalid",
  severity: "error",
  category: "resources",
  summary: "Requests and limits are quantities that Kubernetes can read.",
  why:
    "A quantity is a number and one of the units `n`, `u`, `m`, `k`, `M`, `G`, `T`, `P`, `E`, `Ki`, `Mi`, `Gi`, `Ti`, `Pi`, `Ei`, or none. Case counts, and there is no `B` for bytes. " +
    "The API server rejects the whole object for anything else, for a negative quantity, and for a part of a device such as half a `nvidia.com/gpu`.",
  fix: "Write a quantity such as `250m` (a quarter of a processor) or `512Mi` (bytes).",
  links: [
    "https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/",
    "https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/#resource-units-in-kubernetes",
  ],
  examples: {
    fails: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
  - name: web
    image: example.com/web:1
    resources:
      limits:
        memory: 512MB
`,
    passes: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
  - name: web
    image: example.com/web:1
    resources:
      limits:
        cpu: 0.5
        memory: 512Mi
`,
  },
  *check(pod, { kubeMinor }) {
    for (const owner of resourceOwners(pod, kubeMinor)) {
      for (const written of writtenQuantities(owner)) {
        const fault = faultOf(written);
        if (fault === undefined) continue;
        const { at, list, resource, value } = written;
        const name = `${resource} ${list === "requests" ? "request" : "limit"}`;
        const { text, help } = fault;
        yield {
          at,
          message: `${owner.title} sets the ${name} ${showValue(value)}, which is ${text}`,
          ...(help === undefined ? {} : { help }),
        };
      }
    }
  },
});

interface Fault {
  readonly text: string;
  readonly help?: string;
}

/** Sources: ParseQuantity of the API machinery, and ValidateResourceQuantityValue of the API server. */
function faultOf(written: WrittenQuantity): Fault | undefined {
  const { value, resource } = written;
  if (typeof value === "string" && hasPlaceholder(value)) return undefined;
  const quantity = parseQuantity(value);
  if (quantity === undefined) {
    const meant = likelyQuantities(written).map((text) => `"${text}"`);
    return {
      text: "no quantity",
      ...(meant.length > 0 ? { help: `Write ${meant.join(" or ")}.` } : {}),
    };
  }
  if (quantity < 0n)
    return { text: "negative", help: "Write an amount from 0 on, or leave it out." };
  if (!isDevice(resource) || quantity % ONE === 0n) return undefined;
  return { text: "not a whole number", help: "Write a whole number of devices." };
}

/** Source: IsExtendedResourceName of https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/core/helper/helpers.go */
function isDevice(resource: string): boolean {
  return resource.includes("/") && !resource.includes("kubernetes.io/");
}

/** Returns the quantities that a text most likely stands for: `512mb` may be `512M` or `512Mi`. */
function likelyQuantities(written: WrittenQuantity): readonly string[] {
  const parts = /^(\d+(?:[.,]\d+)?)\s*(?:([kmgtpe])(i?)b?)?$/i.exec(writtenText(written).trim());
  if (parts === null) return [];
  const [, digits = "", letter = "", binary = ""] = parts;
  const number = digits.replace(",", ".");
  if (letter === "") return [number];
  if (!isBytes(written.resource)) return letter.toLowerCase() === "m" ? [`${number}m`] : [];
  const unit = letter.toUpperCase();
  const inBinary = `${number}${unit}i`;
  return binary === "" ? [`${number}${unit === "K" ? "k" : unit}`, inBinary] : [inBinary];
}

export default rule;
