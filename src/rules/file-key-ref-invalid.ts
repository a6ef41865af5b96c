import { defineRule, type Problem, type Rule } from "../lint/rule.ts";
import { sourceKind } from "../lint/volumes/volume-source.ts";
import type { Container, EnvVar, Pod } from "../manifest/pod.ts";
import { asMap, asString } from "../manifest/value.ts";

const rule: Rule = defineRule({
  id: "file-key-ref-invalid",
  severity: "error",
  category: "volumes",
  summary: "A variable that is read from a file names an `emptyDir` of the pod.",
  why:
    "`fileKeyRef` takes the value of a variable from a file that an init container has written to an `emptyDir`. The API server rejects a pod in which the volume is missing " +
    "or is of another kind. A StatefulSet is accepted all the same, and then none of its pods can be created.",
  fix: "Name an `emptyDir` of the pod in `volumeName`.",
  links: [
    "https://kubernetes.io/docs/tasks/inject-data-application/define-environment-variable-via-file/",
    "https://github.com/kubernetes/enhancements/issues/3721",
  ],
  examples: {
    fails: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  initContainers:
  - name: setup
    image: example.com/setup:1
    volumeMounts:
    - name: env
      mountPath: /env
  containers:
  - name: web
    image: example.com/web:1
    env:
    - name: ADDRESS
      valueFrom:
        fileKeyRef:
          volumeName: environment
          path: web.env
          key: ADDRESS
  volumes:
  - name: env
    emptyDir: {}
`,
    passes: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  initContainers:
  - name: setup
    image: example.com/setup:1
    volumeMounts:
    - name: env
      mountPath: /env
  containers:
  - name: web
    image: example.com/web:1
    env:
    - name: ADDRESS
      valueFrom:
        fileKeyRef:
          volumeName: env
          path: web.env
          key: ADDRESS
  volumes:
  - name: env
    emptyDir: {}
`,
  },
  *check(pod) {
    for (const container of pod.containers) {
      for (const variable of container.env) {
        const problem = faultOf(pod, container, variable);
        if (problem !== undefined) yield problem;
      }
    }
  },
});

function faultOf(
  pod: Pod,
  { name }: Container,
  { at, name: variable, valueFrom = {} }: EnvVar,
): Problem | undefined {
  const wanted = asString(asMap(valueFrom["fileKeyRef"])["volumeName"]);
  if (wanted === undefined) return undefined;
  const who = `the variable "${variable}" of container "${name}" comes from a file of the volume "${wanted}"`;
  const field = [...at, "valueFrom", "fileKeyRef", "volumeName"];
  if (pod.claimTemplates.includes(wanted)) {
    return { at: field, message: `${who}, which is a claim, not an emptyDir` };
  }
  const volume = pod.volumes.find((one) => one.name === wanted);
  if (volume === undefined) {
    return { at: field, message: `${who}, but the pod has no such volume` };
  }
  const kind = sourceKind(volume);
  if (kind === "emptyDir") return undefined;
  return {
    at: field,
    message: `${who}, which is not an emptyDir (${kind})`,
    related: [{ at: volume.at, message: "the volume is defined here" }],
  };
}

export default rule;
