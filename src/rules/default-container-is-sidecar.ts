import { partsOf, sidecarOf } from "../lint/programs/sidecars.ts";
import { defineRule, type Rule } from "../lint/rule.ts";

const KEY = "kubectl.kubernetes.io/default-container";

const rule: Rule = defineRule({
  id: "default-container-is-sidecar",
  severity: "info",
  category: "names",
  pitfall: "debugging in the wrong container",
  summary: "Without `-c`, kubectl goes to the app and not to a sidecar.",
  why:
    "Debugging in the wrong container is a pitfall of the sidecar pattern: `kubectl logs`, `exec`, `attach` and `cp` take the first of `containers` where no " +
    `annotation \`${KEY}\` names another one. If that is a sidecar, people read the wrong logs and look for the fault in the wrong file system.`,
  fix: `Annotate the pod with \`${KEY}\`, or list the app first in \`containers\`.`,
  links: [
    "https://kubernetes.io/docs/reference/labels-annotations-taints/#kubectl-kubernetes-io-default-container",
    "https://github.com/kubernetes/enhancements/tree/master/keps/sig-cli/2227-kubectl-default-container",
  ],
  examples: {
    fails: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
  - name: envoy
    image: envoyproxy/envoy:v1.31.0
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
  - name: envoy
    image: envoyproxy/envoy:v1.31.0
  - name: web
    image: example.com/web:1
`,
  },
  *check(pod) {
    const first = pod.containers.find(({ set }) => set === "app");
    // Whoever names a container means it; the rule default-container-dangling sees to names that are wrong.
    if (first === undefined || (pod.annotations[KEY] ?? "") !== "") return;
    const { main } = partsOf(pod);
    if (sidecarOf(pod, first) === undefined || main === undefined) return;
    // A container without a name gets one from Knative that depends on how many there are.
    if (pod.group === "serving.knative.dev" && main.name.startsWith("user-container")) return;
    yield {
      at: [...first.at, "name"],
      message: `kubectl logs and exec without -c go to the sidecar "${first.name}" and not to "${main.name}", the wrong container to debug in`,
      related: [{ at: [...main.at, "name"], message: "this is the app" }],
      help: `Annotate the pod with ${KEY}: ${main.name}, or list "${main.name}" first in containers.`,
    };
  },
});

export default rule;
