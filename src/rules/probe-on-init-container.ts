import { defineRule, type Rule } from "../lint/rule.ts";
import { PROBE_KINDS } from "../manifest/read-pod.ts";

const FORBIDDEN = [...PROBE_KINDS, "lifecycle"] as const;

const rule: Rule = defineRule({
  id: "probe-on-init-container",
  severity: "error",
  category: "lifecycle",
  summary: "An init container that is no sidecar has no probes and no hooks.",
  why:
    "An init container runs to its end before the app starts. The API server rejects `livenessProbe`, `readinessProbe`, `startupProbe` and `lifecycle` on it, all four. " +
    "With `restartPolicy: Always` it is a sidecar and may have them; without, it would also keep the app from starting.",
  fix: "Add `restartPolicy: Always` if the container is a sidecar, else remove its probes and hooks.",
  links: ["https://kubernetes.io/docs/concepts/workloads/pods/sidecar-containers/"],
  examples: {
    fails: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  initContainers:
  - name: proxy
    image: example.com/proxy:1
    startupProbe:
      httpGet:
        path: /ready
        port: 8080
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
  - name: proxy
    image: example.com/proxy:1
    restartPolicy: Always
    startupProbe:
      httpGet:
        path: /ready
        port: 8080
  containers:
  - name: web
    image: example.com/web:1
`,
  },
  *check(pod) {
    for (const { at, name, set, value } of pod.containers) {
      if (set !== "init") continue;
      const [first, ...rest] = FORBIDDEN.filter((field) => (value[field] ?? null) !== null);
      if (first === undefined) continue;
      yield {
        at: [...at, first],
        message: `init container "${name}" has ${[first, ...rest].join(", ")} but no restartPolicy "Always"`,
        related: rest.map((field) => ({ at: [...at, field], message: `${field} is here` })),
        help: `Add restartPolicy: Always to "${name}" if it is to run beside the app, else remove ${[first, ...rest].join(", ")}.`,
      };
    }
  },
});

export default rule;
