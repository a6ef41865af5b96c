import { containerNames } from "../lint/containers/container-names.ts";
import { mayComeFromWebhook } from "../lint/containers/webhook-container.ts";
import { defineRule, type Rule } from "../lint/rule.ts";
import { nearest } from "../text/nearest.ts";

const KEYS = [
  "kubectl.kubernetes.io/default-container",
  "kubectl.kubernetes.io/default-logs-container",
] as const;

const rule: Rule = defineRule({
  id: "default-container-dangling",
  severity: "warning",
  category: "names",
  pitfall: "debugging in the wrong container",
  summary: "The default container of kubectl is a container of the pod.",
  why:
    "The annotation says which container `kubectl logs`, `exec`, `attach` and `cp` take without `-c`. Where it names none of the pod, kubectl " +
    "silently takes the first container instead, which may be a sidecar. Kubernetes does not check the annotation.",
  fix: "Correct the name in the annotation, or remove the annotation.",
  links: [
    "https://kubernetes.io/docs/reference/labels-annotations-taints/#kubectl-kubernetes-io-default-container",
  ],
  examples: {
    fails: `apiVersion: v1
kind: Pod
metadata:
  name: web
  annotations:
    kubectl.kubernetes.io/default-container: app
spec:
  containers:
  - name: web
    image: example.com/web:1
`,
    passes: `apiVersion: v1
kind: Pod
metadata:
  name: web
  annotations:
    kubectl.kubernetes.io/default-container: web
spec:
  containers:
  - name: web
    image: example.com/web:1
`,
  },
  *check(pod) {
    // Knative names a container that has no name.
    if (pod.group === "serving.knative.dev") return;
    for (const key of KEYS) {
      const named = pod.annotations[key] ?? "";
      if (named === "" || mayComeFromWebhook(named)) continue;
      const names = containerNames(pod);
      if (names.has(named)) continue;
      const near = nearest(named, names);
      yield {
        at: ["metadata", "annotations", key],
        message: `the annotation "${key}" names container "${named}", which the pod does not have`,
        ...(near === undefined ? {} : { help: `Change it to "${near}", if that is meant.` }),
      };
    }
  },
});

export default rule;
