import { isPatch } from "../lint/containers/is-patch.ts";
import { longRunning } from "../lint/containers/long-running.ts";
import { nameOfPod } from "../lint/containers/name-of-pod.ts";
import { awaitsInjection } from "../lint/programs/awaits-injection.ts";
import { programOf } from "../lint/programs/find-program.ts";
import { defineRule, type Rule } from "../lint/rule.ts";
import { scalingMetrics } from "../lint/services/autoscaler.ts";
import type { Pod } from "../manifest/pod.ts";
import { nearest } from "../text/nearest.ts";

const rule: Rule = defineRule({
  id: "autoscaler-container-missing",
  severity: "error",
  category: "resources",
  scope: "lint",
  summary: "A `ContainerResource` metric names a container of the workload that it scales.",
  why:
    "The HorizontalPodAutoscaler looks for the container in every pod. Without it the metric has no result, and the workload is not scaled by it; " +
    "Kubernetes accepts the name silently. Init containers that end have no usage to scale by; native sidecars have.",
  fix: "Correct the name of the container in the metric.",
  links: ["https://kubernetes.io/docs/concepts/workloads/autoscaling/horizontal-pod-autoscale/"],
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
      container: app
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
    for (const autoscaler of context.autoscalersOf(pod)) {
      const { object } = autoscaler;
      for (const { at, container } of scalingMetrics(autoscaler)) {
        if (container === undefined || isThere(pod, container)) continue;
        const names = namesIn(pod);
        const near = nearest(container, names);
        // A patch leaves containers out, and an injector may yet add this one.
        if (isPatch(pod) || (near === undefined && mayCome(pod, container))) continue;
        if (context.isNamedInPatch(pod, "containers", container)) continue;
        if (context.isMeantForOther(pod, object, (other) => isThere(other, container))) continue;
        yield {
          at,
          of: object,
          pairedWith: object,
          message: `HorizontalPodAutoscaler "${object.name}" scales by container "${container}", which ${nameOfPod(pod)} ${faultOf(pod, container)}`,
          help:
            near === undefined
              ? `Name one of the containers of the pod: ${names.map((name) => `"${name}"`).join(", ")}.`
              : `Did you mean "${near}"?`,
        };
      }
    }
  },
});

function isThere(pod: Pod, name: string): boolean {
  return namesIn(pod).includes(name);
}

function namesIn(pod: Pod): readonly string[] {
  return longRunning(pod).map(({ name }) => name);
}

function mayCome(pod: Pod, name: string): boolean {
  return awaitsInjection(pod) || programOf({ name, image: "" }) !== undefined;
}

function faultOf(pod: Pod, container: string): string {
  const isInit = pod.containers.some(({ name }) => name === container);
  return isInit ? "has as an init container alone" : "does not have";
}

export default rule;
