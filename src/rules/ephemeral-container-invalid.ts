import { isLiveObject } from "../lint/containers/live-object.ts";
import { podSpec } from "../lint/containers/pod-spec.ts";
import { defineRule, type Rule } from "../lint/rule.ts";
import { asList, asMap, asString } from "../manifest/value.ts";

const rule: Rule = defineRule({
  id: "ephemeral-container-invalid",
  severity: "error",
  category: "names",
  scope: "lint",
  summary: "Ephemeral containers are added to running pods, not written into manifests.",
  why:
    "The API server takes ephemeral containers only through a subresource of a pod that exists. It rejects a new pod that has them, and a pod template that has them. " +
    "A StatefulSet is accepted all the same, and then none of its pods can be created.",
  fix: "Remove `ephemeralContainers`, and run `kubectl debug` on the running pod.",
  links: [
    "https://kubernetes.io/docs/concepts/workloads/pods/ephemeral-containers/",
    "https://kubernetes.io/docs/tasks/debug/debug-application/debug-running-pod/#ephemeral-container",
  ],
  examples: {
    fails: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
  - name: web
    image: example.com/web:1
  ephemeralContainers:
  - name: shell
    image: example.com/shell:1
    targetContainerName: web
`,
    passes: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
  - name: web
    image: example.com/web:1
`,
  },
  *check(pod) {
    const containers = asList(podSpec(pod)["ephemeralContainers"]);
    if (containers.length === 0 || isLiveObject(pod)) return;
    const names = containers.flatMap((value) => asString(asMap(value)["name"]) ?? []);
    const named = names.length === 0 ? "" : ` (${names.map((name) => `"${name}"`).join(", ")})`;
    yield {
      at: ["spec", "ephemeralContainers"],
      message: `${pod.kind === "Pod" ? "the pod" : "the pod template"} has ephemeral containers${named}, which can only be added to a running pod`,
    };
  },
});

export default rule;
