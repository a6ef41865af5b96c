import { defineRule, type Rule } from "../lint/rule.ts";

// The feature gate SidecarContainers: alpha and off in 1.28, on from 1.29.
// https://github.com/kubernetes/enhancements/tree/master/keps/sig-node/753-sidecar-containers
const FIRST_NATIVE = 28;

const rule: Rule = defineRule({
  id: "native-sidecar-unsupported",
  severity: "error",
  category: "lifecycle",
  summary: "Native sidecars are for Kubernetes 1.29 or newer.",
  why:
    "Kubernetes before 1.28 does not know `restartPolicy` of a container and drops it, and so does 1.28 unless the feature gate SidecarContainers is on. " +
    "What is left is an ordinary init container that never ends, so the pod stays in `Init`.",
  fix: "Move the container to `containers`, or use Kubernetes 1.29 or newer.",
  links: [
    "https://kubernetes.io/docs/concepts/workloads/pods/sidecar-containers/",
    "https://github.com/kubernetes/enhancements/tree/master/keps/sig-node/753-sidecar-containers",
  ],
  examples: {
    fails: `apiVersion: v1
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
    passes: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
  - name: web
    image: example.com/web:1
  - name: proxy
    image: example.com/proxy:1
`,
    options: { kubeMinor: 27 },
  },
  *check(pod, { kubeMinor }) {
    if (kubeMinor > FIRST_NATIVE) return;
    for (const { at, name, set } of pod.containers) {
      if (set !== "native") continue;
      const isGated = kubeMinor === FIRST_NATIVE;
      yield {
        at: [...at, "restartPolicy"],
        message:
          `container "${name}" is a native sidecar, which Kubernetes 1.${kubeMinor} ` +
          (isGated ? "supports only with the feature gate SidecarContainers" : "does not support"),
        ...(isGated ? { severity: "warning" as const } : {}),
      };
    }
  },
});

export default rule;
