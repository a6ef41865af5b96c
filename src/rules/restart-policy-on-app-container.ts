import { defineRule, type Rule } from "../lint/rule.ts";

// Up to this minor version the API server rejects the field unless an alpha feature is on.
// https://github.com/kubernetes/enhancements/tree/master/keps/sig-node/5307-container-restart-policy
const LAST_FORBIDDING = 34;

const rule: Rule = defineRule({
  id: "restart-policy-on-app-container",
  severity: "error",
  category: "lifecycle",
  summary: "A native sidecar stands in `initContainers`.",
  why:
    "`restartPolicy: Always` makes a sidecar of an init container only. On a container in `containers` Kubernetes up to 1.34 rejects the field, and " +
    "newer versions take it as a rule for restarts: the container is still an app container, which starts with the others and keeps a Job from ending.",
  fix: "Move the container to `initContainers`, or remove its `restartPolicy`.",
  links: ["https://kubernetes.io/docs/concepts/workloads/pods/sidecar-containers/"],
  examples: {
    fails: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
  - name: web
    image: example.com/web:1
  - name: proxy
    image: example.com/proxy:1
    restartPolicy: Always
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
  containers:
  - name: web
    image: example.com/web:1
`,
  },
  *check(pod, { kubeMinor }) {
    const isForbidden = kubeMinor <= LAST_FORBIDDING;
    for (const { at, name, set, restartPolicy } of pod.containers) {
      if (set !== "app" || restartPolicy === undefined) continue;
      // Where it is allowed, only Always can be mistaken for a sidecar's.
      if (!isForbidden && restartPolicy !== "Always") continue;
      yield {
        at: [...at, "restartPolicy"],
        message:
          `container "${name}" has restartPolicy "${restartPolicy}" but stands in containers, ` +
          (isForbidden
            ? `where Kubernetes 1.${kubeMinor} forbids it`
            : "where it does not make it a sidecar"),
        ...(isForbidden ? {} : { severity: "warning" as const }),
      };
    }
  },
});

export default rule;
