import {
  resourceOwners,
  type WrittenQuantity,
  writtenQuantities,
  writtenText,
} from "../lint/resources/written-quantities.ts";
import { defineRule, type Problem, type Rule } from "../lint/rule.ts";
import { parseQuantity } from "../manifest/quantity.ts";

const rule: Rule = defineRule({
  id: "request-above-limit",
  severity: "error",
  category: "resources",
  summary:
    "A request is not above its limit, and is equal to it where a resource cannot be shared.",
  why:
    "The API server rejects a container that requests more of a resource than its limit. Devices (`nvidia.com/gpu`) and huge pages are given to one container alone, " +
    "so there it also rejects a request below the limit or without one. A StatefulSet is accepted all the same, and then none of its pods can be created.",
  fix: "Raise the limit, or lower the request.",
  links: [
    "https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/",
    "https://kubernetes.io/docs/tasks/manage-gpus/scheduling-gpus/",
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
      requests:
        memory: 1Gi
      limits:
        memory: 512Mi
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
      requests:
        memory: 512Mi
        nvidia.com/gpu: 1
      limits:
        memory: 0.5Gi
        nvidia.com/gpu: 1
`,
  },
  *check(pod, { kubeMinor }) {
    for (const owner of resourceOwners(pod, kubeMinor)) {
      const written = writtenQuantities(owner);
      for (const request of written.filter(({ list }) => list === "requests")) {
        const limit = written.find(
          ({ list, resource }) => list === "limits" && resource === request.resource,
        );
        const problem = problemOf(owner.title, request, limit);
        if (problem !== undefined) yield problem;
      }
    }
  },
});

function problemOf(
  owner: string,
  request: WrittenQuantity,
  limit: WrittenQuantity | undefined,
): Problem | undefined {
  const { resource, at, value } = request;
  const mustBeEqual = !isShared(resource);
  const text = `${owner} requests ${writtenText(request)} of ${resource}`;
  if (limit === undefined) {
    if (!mustBeEqual) return undefined;
    const help = `Set the limit for ${resource} to ${writtenText(request)} too.`;
    return { at, message: `${text} without a limit, which has to be equal`, help };
  }
  const [requested, limited] = [parseQuantity(value), parseQuantity(limit.value)];
  if (requested === undefined || limited === undefined) return undefined;
  const related = [{ at: limit.at, message: "the limit" }];
  if (mustBeEqual && requested !== limited) {
    const help = "Set request and limit to the same number.";
    return {
      at,
      message: `${text}, but its limit of ${writtenText(limit)} has to be equal`,
      related,
      help,
    };
  }
  if (requested <= limited) return undefined;
  return { at, message: `${text}, more than its limit of ${writtenText(limit)}`, related };
}

/** Source: IsOvercommitAllowed of https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/core/helper/helpers.go */
function isShared(resource: string): boolean {
  const isNative = !resource.includes("/") || resource.includes("kubernetes.io/");
  return isNative && !resource.startsWith("hugepages-");
}

export default rule;
