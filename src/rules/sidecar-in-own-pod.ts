import { nameOfPod } from "../lint/containers/name-of-pod.ts";
import { builtInFor } from "../lint/programs/built-in-for.ts";
import { defineRule, type Rule } from "../lint/rule.ts";
import { type LoneSidecar, loneSidecar } from "../lint/services/lone-sidecar.ts";
import { type MeantFor, meantFor } from "../lint/services/meant-for.ts";
import type { FieldPath } from "../manifest/field-path.ts";
import type { Pod } from "../manifest/pod.ts";
import { asMap, asString } from "../manifest/value.ts";

const rule: Rule = defineRule({
  id: "sidecar-in-own-pod",
  severity: "warning",
  category: "lifecycle",
  pitfall: "separate pods",
  scope: "lint",
  summary: "A sidecar runs in the pod of the app that it helps.",
  why:
    "Containers share network and volumes only within a pod. A log shipper in a pod of its own does not see the app's files, a proxy there does not reach the app on localhost, " +
    "and the two neither start, scale nor move together. Kubernetes knows of no relation between them and accepts both.",
  fix: "Put the container into the pod of the workload, as a native sidecar: in `initContainers` with `restartPolicy: Always`.",
  links: [
    "https://kubernetes.io/docs/concepts/workloads/pods/sidecar-containers/",
    "https://kubernetes.io/docs/concepts/cluster-administration/logging/",
  ],
  examples: {
    fails: `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  selector:
    matchLabels:
      app: web
  template:
    metadata:
      labels:
        app: web
    spec:
      containers:
      - name: web
        image: example.com/web:1
---
apiVersion: v1
kind: Pod
metadata:
  name: web-fluent-bit
spec:
  containers:
  - name: fluent-bit
    image: fluent/fluent-bit:4.0.0
`,
    passes: `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  selector:
    matchLabels:
      app: web
  template:
    metadata:
      labels:
        app: web
    spec:
      initContainers:
      - name: fluent-bit
        image: fluent/fluent-bit:4.0.0
        restartPolicy: Always
      containers:
      - name: web
        image: example.com/web:1
`,
  },
  *check(pod, context) {
    const sidecar = loneSidecar(pod);
    if (sidecar === undefined) return;
    const meant = meantFor(pod, sidecar, context);
    if (meant === undefined) return;
    const { workload, evidence, connection } = meant;
    yield {
      at: nameAt(pod),
      message:
        `Pod "${pod.name}" runs nothing but ${sidecar.program?.name ?? `the sidecar "${sidecar.container.name}"`}, which seems to belong to ${nameOfPod(workload)} (${evidence}): ` +
        "containers of different pods share neither network nor volumes",
      related:
        connection === undefined
          ? []
          : [{ at: connection.at, message: "localhost is the Pod itself" }],
      help: helpOf(sidecar, meant),
    };
  },
});

function nameAt(pod: Pod): FieldPath {
  const { name } = asMap(pod.value["metadata"]);
  return asString(name) === undefined ? ["kind"] : ["metadata", "name"];
}

function helpOf({ container, program }: LoneSidecar, { workload }: MeantFor): string {
  const template = program === undefined ? undefined : builtInFor(program);
  return template === undefined
    ? `Move container "${container.name}" to the initContainers of ${nameOfPod(workload)}, with restartPolicy: Always, and remove the Pod.`
    : `Remove the Pod and put the sidecar into ${nameOfPod(workload)}: kube-sidecar inject -t ${template}`;
}

export default rule;
