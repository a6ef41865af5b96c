import { partsOf } from "../lint/programs/sidecars.ts";
import { missingRequests } from "../lint/resources/missing-requests.ts";
import { podRequirements, requirementsOf } from "../lint/resources/resources.ts";
import { defineRule, type Rule } from "../lint/rule.ts";
import type { Pod } from "../manifest/pod.ts";

const rule: Rule = defineRule({
  id: "sidecar-requests-missing",
  severity: "warning",
  category: "resources",
  pitfall: "resource overhead",
  scope: "lint",
  summary: "A sidecar requests the processor time and the memory that it needs.",
  why:
    "This is the resource overhead of the sidecar pattern: resources that nobody counted, once in every pod. The scheduler reserves nothing for a container without requests, " +
    "so the sidecar takes from the app and from other pods, gets the least processor time when the node is busy, and is among the first to be killed when memory runs out. " +
    "Kubernetes accepts it silently. A limit without a request is the request as well, and a request of the whole pod (`spec.resources`) covers all its containers. " +
    "Where nothing that runs in the pod has requests, this is for information only.",
  fix: "Set `resources.requests.cpu` and `resources.requests.memory` of the sidecar to what it uses under load.",
  links: [
    "https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/",
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
      requests:
        cpu: 50m
  containers:
  - name: web
    image: example.com/web:1
    resources:
      requests: {cpu: 500m, memory: 256Mi}
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
      requests:
        cpu: 50m
      limits:
        memory: 64Mi
  containers:
  - name: web
    image: example.com/web:1
    resources:
      requests: {cpu: 500m, memory: 256Mi}
`,
  },
  *check(pod) {
    const { sidecars } = partsOf(pod);
    // Where nothing in the pod has requests, the sidecar is no worse than the app.
    const severity = sidecars.length === 0 || isPlanned(pod) ? {} : ({ severity: "info" } as const);
    for (const { container } of sidecars) {
      const missing = missingRequests(pod, container);
      if (missing.length === 0) continue;
      const fields = missing.map((resource) => `\`resources.requests.${resource}\``);
      yield {
        at: [...container.at, "name"],
        message: `sidecar "${container.name}" requests ${missing.map((resource) => `no ${resource}`).join(" and ")}`,
        help: `Set ${fields.join(" and ")} of the sidecar to what it uses under load.`,
        ...severity,
      };
    }
  },
});

/** Tells whether anything that runs with the app requests cpu or memory, or the pod does. */
function isPlanned(pod: Pod): boolean {
  const running = pod.containers.filter(({ set }) => set !== "init");
  const all = [podRequirements(pod), ...running.map(requirementsOf)];
  return all.some(
    (one) => one?.requests.has("cpu") === true || one?.requests.has("memory") === true,
  );
}

export default rule;
