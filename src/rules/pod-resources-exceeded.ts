import { aggregateRequests, hasPodResources } from "../lint/resources/resources.ts";
import {
  knowsPodResources,
  specOf,
  type WrittenQuantity,
  writtenQuantities,
  writtenText,
} from "../lint/resources/written-quantities.ts";
import { defineRule, type Problem, type Rule } from "../lint/rule.ts";
import type { Container, Pod } from "../manifest/pod.ts";
import { formatQuantity, parseQuantity, type Quantity } from "../manifest/quantity.ts";

const rule: Rule = defineRule({
  id: "pod-resources-exceeded",
  severity: "error",
  category: "resources",
  summary: "Resources of the whole pod are enough for its containers.",
  why:
    "From Kubernetes 1.34 on, `spec.resources` sets what the containers of a pod share. The API server rejects the pod if its containers request more together than the pod does, or if one of them has a limit " +
    "above that of the pod. Each sidecar counts. A StatefulSet is accepted all the same, and then none of its pods can be created.",
  fix: "Raise the pod's resources, or lower those of the containers.",
  links: [
    "https://kubernetes.io/docs/tasks/configure-pod-container/assign-pod-level-resources/",
    "https://github.com/kubernetes/enhancements/tree/master/keps/sig-node/2837-pod-level-resource-spec",
  ],
  examples: {
    fails: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  resources:
    requests:
      cpu: 500m
  initContainers:
  - name: proxy
    image: example.com/proxy:1
    restartPolicy: Always
    resources:
      requests:
        cpu: 100m
  containers:
  - name: web
    image: example.com/web:1
    resources:
      requests:
        cpu: 500m
`,
    passes: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  resources:
    requests:
      cpu: 600m
  initContainers:
  - name: proxy
    image: example.com/proxy:1
    restartPolicy: Always
    resources:
      requests:
        cpu: 100m
  containers:
  - name: web
    image: example.com/web:1
    resources:
      requests:
        cpu: 500m
`,
  },
  *check(pod, { kubeMinor }) {
    if (!knowsPodResources(kubeMinor) || !hasPodResources(pod)) return;
    const ofPod = writtenQuantities(specOf(pod));
    yield* requestsAbove(pod, ofPod);
    const limits = ofPod.filter(({ list }) => list === "limits");
    // The API server does not compare the limits of init containers: validatePodResourceConsistency.
    for (const container of pod.containers.filter(({ set }) => set === "app")) {
      yield* limitsAbove(container, limits);
    }
  },
});

function* requestsAbove(pod: Pod, ofPod: readonly WrittenQuantity[]): Iterable<Problem> {
  for (const [resource, together] of aggregateRequests(pod.containers)) {
    // Without a request of the pod that of the containers is taken, which its limit then bounds.
    const bound = ofPod.find((written) => written.resource === resource);
    if (bound === undefined || !isBelow(bound, together)) continue;
    const needed = formatQuantity(together, resource);
    const noun = bound.list === "requests" ? "requests" : "is limited to";
    yield {
      at: bound.at,
      message: `the containers request ${needed} of ${resource} together, but the pod ${noun} ${writtenText(bound)}`,
      help: `Raise it to ${needed} at least, or lower what the containers request.`,
    };
  }
}

function* limitsAbove(container: Container, ofPod: readonly WrittenQuantity[]): Iterable<Problem> {
  const limits = writtenQuantities(container).filter(({ list }) => list === "limits");
  for (const limit of limits) {
    const bound = ofPod.find(({ resource }) => resource === limit.resource);
    const quantity = parseQuantity(limit.value);
    if (bound === undefined || quantity === undefined || !isBelow(bound, quantity)) continue;
    yield {
      at: limit.at,
      message: `container "${container.name}" has a limit of ${writtenText(limit)} for ${limit.resource}, above the ${writtenText(bound)} of its pod`,
      related: [{ at: bound.at, message: "the limit of the pod" }],
    };
  }
}

function isBelow({ value }: WrittenQuantity, other: Quantity): boolean {
  const quantity = parseQuantity(value);
  return quantity !== undefined && quantity < other;
}

export default rule;
