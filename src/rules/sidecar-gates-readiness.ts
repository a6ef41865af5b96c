import { partsOf } from "../lint/programs/sidecars.ts";
import { defineRule, type Rule } from "../lint/rule.ts";
import { isMap } from "../manifest/value.ts";

// The app can take traffic without these. What fetches its configuration or content is another matter: it may not be
// ready before the first of it is there.
const BESIDE_TRAFFIC: readonly (string | undefined)[] = ["logging", "monitoring"];

const rule: Rule = defineRule({
  id: "sidecar-gates-readiness",
  severity: "warning",
  category: "lifecycle",
  pitfall: "lifecycle tied to the app",
  summary: "A sidecar that the app can serve without has no readiness probe.",
  why:
    "A pod is ready when all of its containers are, native sidecars included. When a log shipper or an exporter is not ready, the pod leaves its Services " +
    "although the app could serve: the lifecycle of the sidecar is tied to the app, a pitfall of the sidecar pattern.",
  fix: "Remove the sidecar's `readinessProbe`; a `livenessProbe` restarts it without taking the pod out of its Services.",
  links: [
    "https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#pod-conditions",
    "https://github.com/kubernetes/enhancements/tree/master/keps/sig-node/753-sidecar-containers",
  ],
  examples: {
    fails: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  initContainers:
  - name: fluent-bit
    image: fluent/fluent-bit:4.1.0
    restartPolicy: Always
    readinessProbe:
      httpGet: {path: /api/v1/health, port: 2020}
  containers:
  - name: web
    image: example.com/web:1
`,
    passes: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  initContainers:
  - name: fluent-bit
    image: fluent/fluent-bit:4.1.0
    restartPolicy: Always
    livenessProbe:
      httpGet: {path: /api/v1/health, port: 2020}
  containers:
  - name: web
    image: example.com/web:1
`,
  },
  *check(pod) {
    if (pod.containers.length < 2) return;
    for (const { container, role } of partsOf(pod).sidecars) {
      if (!BESIDE_TRAFFIC.includes(role) || !isMap(container.value["readinessProbe"])) continue;
      yield {
        at: [...container.at, "readinessProbe"],
        message: `the readiness of the pod depends on ${role} sidecar "${container.name}"`,
      };
    }
  },
});

export default rule;
