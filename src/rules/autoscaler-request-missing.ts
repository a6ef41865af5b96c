import { isPatch } from "../lint/containers/is-patch.ts";
import { longRunning } from "../lint/containers/long-running.ts";
import { nameOfPod } from "../lint/containers/name-of-pod.ts";
import { placeOfMissing } from "../lint/containers/place-of-missing.ts";
import { podSpec } from "../lint/containers/pod-spec.ts";
import { writtenRequest } from "../lint/resources/written-quantities.ts";
import { defineRule, type Problem, type Rule, type RuleContext } from "../lint/rule.ts";
import { type ScalingMetric, scalingMetrics } from "../lint/services/autoscaler.ts";
import type { InputObject } from "../manifest/input-object.ts";
import type { Container, Pod } from "../manifest/pod.ts";
import { asList, asMap, isEmpty } from "../manifest/value.ts";

const rule: Rule = defineRule({
  id: "autoscaler-request-missing",
  severity: "error",
  category: "resources",
  summary: "Every container of a workload that is scaled by utilization requests the resource.",
  why:
    "Utilization is what the pod uses, in per cent of what all of its app containers and native sidecars request together. " +
    'Where one of them requests nothing, the HorizontalPodAutoscaler has no result ("missing request for cpu") and the workload stays as large as it is; ' +
    "if another metric has a result, pods are added and never removed. Sidecars without requests are the usual cause.",
  fix: "Set a request for the resource in each container, or scale by a `ContainerResource` metric of the app container alone.",
  links: [
    "https://kubernetes.io/docs/concepts/workloads/autoscaling/horizontal-pod-autoscale/",
    "https://github.com/kubernetes/kubernetes/issues/79365",
    "https://github.com/kubernetes/kubernetes/issues/120001",
  ],
  examples: {
    fails: `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  template:
    spec:
      containers:
      - name: web
        image: example.com/web:1
        resources:
          requests: {cpu: 100m}
      - name: agent
        image: example.com/agent:1
---
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata:
  name: web
spec:
  scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: web}
  maxReplicas: 5
  metrics:
  - type: Resource
    resource:
      name: cpu
      target: {type: Utilization, averageUtilization: 80}
`,
    passes: `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  template:
    spec:
      containers:
      - name: web
        image: example.com/web:1
        resources:
          requests: {cpu: 100m}
      - name: agent
        image: example.com/agent:1
---
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata:
  name: web
spec:
  scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: web}
  maxReplicas: 5
  metrics:
  - type: ContainerResource
    containerResource:
      name: cpu
      container: web
      target: {type: Utilization, averageUtilization: 80}
`,
  },
  *check(pod, context) {
    const reported = new Set<string>();
    for (const autoscaler of context.autoscalersOf(pod)) {
      for (const metric of scalingMetrics(autoscaler)) {
        if (metric.target !== "utilization" || isPatch(pod) || isGiven(pod, metric, context))
          continue;
        const containers = lacking(pod, metric);
        const isServed = (other: Pod) => lacking(other, metric).length === 0;
        if (containers.length === 0 || context.isMeantForOther(pod, autoscaler.object, isServed))
          continue;
        for (const container of containers) {
          const id = `${container.name}\0${metric.resource}`;
          if (!reported.has(id)) yield problem(pod, container, metric, autoscaler);
          reported.add(id);
        }
      }
    }
  },
});

/** Tells whether the containers need no requests of their own. */
function isGiven(pod: Pod, { resource, container }: ScalingMetric, context: RuleContext): boolean {
  // Requests of the pod count where the metric is about the pod: https://github.com/kubernetes/kubernetes/pull/132430
  const ofPod = podSpec(pod)["resources"] ?? null;
  if (container === undefined && !isEmpty(ofPod)) return true;
  return context.limitRangesOf(pod).some((range) => givesDefault(range, resource));
}

// Each of them becomes the request of a container that has none: `SetDefaults_LimitRangeItem`.
const DEFAULTS = ["defaultRequest", "default", "min", "max"];

function givesDefault({ value }: InputObject, resource: string): boolean {
  return asList(asMap(value["spec"])["limits"]).some((item) => {
    const limit = asMap(item);
    const amounts = DEFAULTS.map((field) => asMap(limit[field])[resource] ?? null);
    return limit["type"] === "Container" && amounts.some((amount) => amount !== null);
  });
}

// As `calculatePodRequests` of the controller does: plain init containers do not count.
function lacking(pod: Pod, { resource, container }: ScalingMetric): readonly Container[] {
  return longRunning(pod).filter(
    (one) =>
      (container === undefined || container === one.name) &&
      writtenRequest(one, resource) === undefined,
  );
}

function problem(
  pod: Pod,
  container: Container,
  { at, resource, from }: ScalingMetric,
  { object }: InputObject,
): Problem {
  return {
    at: placeOfMissing(container, "resources", "requests"),
    message: `container "${container.name}" requests no ${resource}, by whose utilization HorizontalPodAutoscaler "${object.name}" scales ${nameOfPod(pod)}`,
    pairedWith: object,
    related: [
      {
        at,
        of: object,
        message:
          from === "default"
            ? "without metrics, it scales by 80 % of the requested cpu"
            : `it scales by ${resource} here`,
      },
    ],
    help: `Set resources.requests.${resource} of container "${container.name}", or scale by a ContainerResource metric of the app container alone.`,
  };
}

export default rule;
