import { defineRule, type Rule } from "../lint/rule.ts";
import type { Container, Pod } from "../manifest/pod.ts";
import { asMap, asString } from "../manifest/value.ts";

const rule: Rule = defineRule({
  id: "volume-unused",
  severity: "off",
  category: "volumes",
  summary: "Every volume of a pod is used by a container.",
  why: "A volume that nobody mounts is left over, or the mount was forgotten. The kubelet sets it up all the same: a pod whose unused ConfigMap, Secret or claim does not exist never starts.",
  fix: "Remove the volume, or mount it in the container that needs it.",
  links: ["https://kubernetes.io/docs/concepts/storage/volumes/"],
  examples: {
    fails: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
  - name: web
    image: example.com/web:1
  volumes:
  - name: data
    emptyDir: {}
`,
    passes: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
  - name: web
    image: example.com/web:1
    volumeMounts:
    - name: data
      mountPath: /data
  volumes:
  - name: data
    emptyDir: {}
`,
  },
  *check(pod) {
    if (pod.volumes.length === 0) return;
    const used = new Set(pod.containers.flatMap(volumesOf));
    for (const { at, name } of pod.volumes) {
      if (used.has(name) || isNamedByAnnotation(pod, name)) continue;
      yield { at: [...at, "name"], message: `no container uses the volume "${name}"` };
    }
  },
});

function volumesOf({ mounts, devices, env }: Container): readonly string[] {
  const files = env.map(({ valueFrom = {} }) => asMap(valueFrom["fileKeyRef"])["volumeName"]);
  return [
    ...mounts.map(({ volume }) => volume),
    ...devices.map(({ volume }) => volume),
    ...files.flatMap((file) => asString(file) ?? []),
  ];
}

// An injected sidecar may mount it, as with https://istio.io/latest/docs/reference/config/annotations/#SidecarUserVolumeMount
function isNamedByAnnotation({ annotations }: Pod, name: string): boolean {
  return Object.values(annotations).some((value) => value.includes(name));
}

export default rule;
