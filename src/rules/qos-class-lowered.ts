import { partsOf } from "../lint/programs/sidecars.ts";
import { qosClassOf, qosClassOfContainer } from "../lint/resources/qos-class.ts";
import { hasPodResources, requirementsOf } from "../lint/resources/resources.ts";
import { hasUnclearResources } from "../lint/resources/unclear-resources.ts";
import { writtenRequest } from "../lint/resources/written-quantities.ts";
import { defineRule, type Problem, type Rule } from "../lint/rule.ts";
import type { FieldPath } from "../manifest/field-path.ts";
import type { Container } from "../manifest/pod.ts";
import { asMap, isEmpty, isMap } from "../manifest/value.ts";

const rule: Rule = defineRule({
  id: "qos-class-lowered",
  severity: "warning",
  category: "resources",
  summary: "A sidecar leaves its pod in the QoS class that the app has been given.",
  why:
    "A pod is Guaranteed only if every one of its containers, init containers among them, limits cpu and memory and requests as much. One sidecar that does not makes the whole pod Burstable: " +
    "the app loses exclusive processors where its node gives them, and is killed and evicted before Guaranteed pods when the node runs short. Kubernetes says nothing about it.",
  fix: "Give the sidecar limits for cpu and memory, and requests that are equal to them.",
  links: [
    "https://kubernetes.io/docs/concepts/workloads/pods/pod-qos/",
    "https://kubernetes.io/docs/concepts/workloads/pods/sidecar-containers/",
  ],
  examples: {
    fails: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  initContainers:
  - name: logs
    image: example.com/logs:1
    restartPolicy: Always
    resources:
      requests: {cpu: 50m, memory: 64Mi}
      limits: {memory: 64Mi}
  containers:
  - name: web
    image: example.com/web:1
    resources:
      limits: {cpu: "1", memory: 1Gi}
`,
    passes: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  initContainers:
  - name: logs
    image: example.com/logs:1
    restartPolicy: Always
    resources:
      limits: {cpu: 50m, memory: 64Mi}
  containers:
  - name: web
    image: example.com/web:1
    resources:
      limits: {cpu: "1", memory: 1Gi}
`,
  },
  *check(pod) {
    const sidecars = partsOf(pod).sidecars.map(({ container }) => container);
    const lowering = sidecars.filter((one) => qosClassOfContainer(one) !== "Guaranteed");
    const isSidecar = new Set(sidecars);
    const others = pod.containers.filter((container) => !isSidecar.has(container));
    // Resources of the whole pod decide on its class, whatever its containers say.
    if (lowering.length === 0 || others.length === 0 || hasPodResources(pod)) return;
    if (qosClassOf(pod, others) !== "Guaranteed" || pod.containers.some(hasUnclearResources))
      return;
    for (const container of lowering) yield problemOf(container);
  },
});

function problemOf(container: Container): Problem {
  const faults = ["cpu", "memory"].flatMap((resource) => faultOf(container, resource) ?? []);
  const texts = faults.map(({ text }) => text);
  return {
    at: faults[0]?.at ?? [...container.at, "name"],
    message: `sidecar "${container.name}" has ${texts.join(" and ")}, which lowers the QoS class of the pod from Guaranteed to Burstable`,
  };
}

interface Fault {
  readonly at: FieldPath;
  readonly text: string;
}

/** Returns what keeps a container from being Guaranteed, as far as one resource goes. */
function faultOf(container: Container, resource: string): Fault | undefined {
  const { requests, limits } = requirementsOf(container);
  const limit = limits.get(resource);
  if (!limit) return { at: resourcesPlace(container), text: `no ${resource} limit` };
  if (requests.get(resource) === limit) return undefined;
  const request = writtenRequest(container, resource);
  return {
    at: request?.at ?? resourcesPlace(container),
    text: `a ${resource} request that differs from its limit`,
  };
}

function resourcesPlace({ at, value }: Container): FieldPath {
  const { resources = null } = value;
  if (!isMap(resources) || isEmpty(resources)) return [...at, "name"];
  const { limits = null } = asMap(resources);
  return [...at, "resources", ...(isMap(limits) && !isEmpty(limits) ? ["limits"] : [])];
}

export default rule;
