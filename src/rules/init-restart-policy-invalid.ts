import { defineRule, type Rule } from "../lint/rule.ts";

// From this minor version on an init container can have any policy, by the feature gate ContainerRestartRules.
// https://github.com/kubernetes/enhancements/tree/master/keps/sig-node/5307-container-restart-policy
const FIRST_WITH_RULES = 35;

const rule: Rule = defineRule({
  id: "init-restart-policy-invalid",
  severity: "error",
  category: "lifecycle",
  summary: "The `restartPolicy` of an init container is one that Kubernetes knows.",
  why:
    "Kubernetes up to 1.34 takes only `Always` here, which makes a native sidecar of the init container; newer versions also take `OnFailure` and `Never`. " +
    "The API server rejects anything else (validateInitContainerRestartPolicy); it does not look at it in a StatefulSet, whose pods then cannot be created.",
  fix: "Set it to `Always` if the container is a sidecar, else remove it.",
  links: [
    "https://kubernetes.io/docs/concepts/workloads/pods/sidecar-containers/",
    "https://github.com/kubernetes/enhancements/tree/master/keps/sig-node/5307-container-restart-policy",
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
    restartPolicy: always
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
  containers:
  - name: web
    image: example.com/web:1
`,
  },
  *check(pod, { kubeMinor }) {
    const allowed = kubeMinor < FIRST_WITH_RULES ? ["Always"] : ["Always", "OnFailure", "Never"];
    for (const { at, name, set, restartPolicy } of pod.containers) {
      if (set === "app" || restartPolicy === undefined || allowed.includes(restartPolicy)) continue;
      yield {
        at: [...at, "restartPolicy"],
        message: `init container "${name}" has restartPolicy "${restartPolicy}", and Kubernetes 1.${kubeMinor} takes only ${allowed.join(", ")}`,
      };
    }
  },
});

export default rule;
