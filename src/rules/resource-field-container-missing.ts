import { containerNames } from "../lint/containers/container-names.ts";
import {
  type DownwardReference,
  downwardReferences,
} from "../lint/containers/downward-reference.ts";
import { mayComeFromWebhook } from "../lint/containers/webhook-container.ts";
import { defineRule, type Problem, type Rule } from "../lint/rule.ts";
import { asString } from "../manifest/value.ts";
import { nearest } from "../text/nearest.ts";

const rule: Rule = defineRule({
  id: "resource-field-container-missing",
  severity: "error",
  category: "names",
  summary: "A `resourceFieldRef` names a container of the pod.",
  why:
    "The API server does not look for the container; the kubelet does. It cannot start a container with such a variable (`CreateContainerConfigError`), and cannot mount such a volume, so the pod never starts. " +
    "In a volume the API server rejects a `resourceFieldRef` without `containerName`; in a variable that means the variable's own container.",
  fix: "Set `containerName` to a container of the pod.",
  links: [
    "https://kubernetes.io/docs/concepts/workloads/pods/downward-api/#downwardapi-resourceFieldRef",
    "https://github.com/kubernetes/kubernetes/issues/65597",
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
    env:
    - name: MEMORY_LIMIT
      valueFrom:
        resourceFieldRef:
          containerName: app
          resource: limits.memory
`,
    passes: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
  - name: web
    image: example.com/web:1
    env:
    - name: MEMORY_LIMIT
      valueFrom:
        resourceFieldRef:
          containerName: web
          resource: limits.memory
`,
  },
  *check(pod) {
    const references = downwardReferences(pod, "resourceFieldRef");
    if (references.length === 0) return;
    const names = containerNames(pod);
    for (const reference of references) {
      const problem = problemOf(reference, names);
      if (problem !== undefined) yield problem;
    }
  },
});

function problemOf(
  { at, value, place, subject }: DownwardReference,
  names: ReadonlySet<string>,
): Problem | undefined {
  const { containerName } = value;
  const named = asString(containerName ?? "");
  if (named === "" && place === "volume") {
    return { at, message: `${subject} reads a resource of no container: it has no containerName` };
  }
  if (named === undefined || named === "" || names.has(named) || mayComeFromWebhook(named)) {
    return undefined;
  }
  const near = nearest(named, names);
  return {
    at: [...at, "containerName"],
    message: `${subject} reads a resource of container "${named}", which the pod does not have`,
    ...(near === undefined ? {} : { help: `Change it to "${near}", if that is meant.` }),
  };
}

export default rule;
