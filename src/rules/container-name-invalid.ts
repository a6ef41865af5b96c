import { type ListedContainer, listedContainers } from "../lint/containers/listed-container.ts";
import { mayLackNames } from "../lint/containers/nameless-containers.ts";
import { hasPlaceholder } from "../lint/containers/placeholder.ts";
import { defineRule, type Problem, type Rule } from "../lint/rule.ts";
import { asString } from "../manifest/value.ts";

const LONGEST = 63;

const rule: Rule = defineRule({
  id: "container-name-invalid",
  severity: "error",
  category: "names",
  summary: "Every container has a name that is a DNS label.",
  why:
    "The name of a container has at most 63 characters: lower-case letters, digits and `-`, no `-` at either end (RFC 1123). " +
    "The API server rejects any other name, and containers without one. A StatefulSet is accepted all the same, and then none of its pods can be created.",
  fix: "Give the container a name of at most 63 lower-case letters, digits and `-`.",
  links: [
    "https://kubernetes.io/docs/concepts/overview/working-with-objects/names/#dns-label-names",
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
  - name: log_agent
    image: example.com/log-agent:1
`,
    passes: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
  - name: web
    image: example.com/web:1
  - name: log-agent
    image: example.com/log-agent:1
`,
  },
  *check(pod) {
    for (const container of listedContainers(pod)) {
      if (container.name === undefined || container.name === "") {
        if (!mayLackNames(pod)) yield nameless(container);
        continue;
      }
      const fault = faultOf(container.name);
      if (fault === undefined) continue;
      yield {
        at: [...container.at, "name"],
        message: `the container name "${container.name}" ${fault}`,
        ...helpFor(container.name),
      };
    }
  },
});

function nameless({ at, value }: ListedContainer): Problem {
  const image = asString(value["image"]) ?? "";
  const which = image === "" ? "a container" : `the container with image "${image}"`;
  const { name } = value;
  if (name === undefined) return { at, message: `${which} has no name` };
  const isEmpty = name === null || name === "";
  return {
    at: [...at, "name"],
    message: isEmpty ? `${which} has an empty name` : `${which} has a name that is no string`,
    ...(isEmpty ? {} : { help: "Put the name in quotes." }),
  };
}

// https://github.com/kubernetes/apimachinery/blob/master/pkg/util/validation/validation.go (IsDNS1123Label)
function faultOf(name: string): string | undefined {
  if (hasPlaceholder(name)) return undefined;
  const odd = /[^a-z0-9-]/.exec(name)?.[0];
  if (odd !== undefined) {
    return /[A-Z]/.test(odd)
      ? "has upper-case letters"
      : `has a character that is not allowed, "${odd}"`;
  }
  if (name.startsWith("-") || name.endsWith("-")) return 'begins or ends with "-"';
  if (name.length > LONGEST) return `has ${name.length} characters, more than ${LONGEST}`;
  return undefined;
}

function helpFor(name: string): { readonly help?: string } {
  const better = name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .slice(0, LONGEST)
    .replace(/^-+|(?<!-)-+$/g, "");
  return better === "" ? {} : { help: `Rename the container, for example to "${better}".` };
}

export default rule;
