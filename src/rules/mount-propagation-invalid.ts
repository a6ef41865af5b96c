import { defineRule, type Problem, type Rule } from "../lint/rule.ts";
import type { Container, Mount } from "../manifest/pod.ts";
import { asList, asMap, type ValueMap } from "../manifest/value.ts";

const rule: Rule = defineRule({
  id: "mount-propagation-invalid",
  severity: "error",
  category: "volumes",
  summary:
    "Only privileged containers propagate mounts to the node, and only read-only mounts are recursively read-only.",
  why:
    "The API server rejects `mountPropagation: Bidirectional` in a container that is not privileged, as what is mounted there appears on the node and in other pods. It rejects " +
    "`recursiveReadOnly` on a mount that is not `readOnly` or that gets mounts from the node. A StatefulSet is accepted all the same, and then none of its pods can be created.",
  fix: "Make the container privileged or use `HostToContainer`; set `readOnly: true` beside `recursiveReadOnly`.",
  links: [
    "https://kubernetes.io/docs/concepts/storage/volumes/#mount-propagation",
    "https://kubernetes.io/docs/concepts/storage/volumes/#read-only-mounts",
  ],
  examples: {
    fails: `apiVersion: v1
kind: Pod
metadata:
  name: fuse
spec:
  containers:
  - name: fuse
    image: example.com/fuse:1
    volumeMounts:
    - name: data
      mountPath: /data
      mountPropagation: Bidirectional
  volumes:
  - name: data
    emptyDir: {}
`,
    passes: `apiVersion: v1
kind: Pod
metadata:
  name: fuse
spec:
  containers:
  - name: fuse
    image: example.com/fuse:1
    securityContext:
      privileged: true
    volumeMounts:
    - name: data
      mountPath: /data
      mountPropagation: Bidirectional
  volumes:
  - name: data
    emptyDir: {}
`,
  },
  *check(pod) {
    for (const container of pod.containers) {
      const isPrivileged = asMap(container.value["securityContext"])["privileged"] === true;
      for (const mount of container.mounts) {
        const fields = fieldsOf(container, mount);
        const propagation = fields["mountPropagation"] ?? "None";
        if (propagation === "Bidirectional" && !isPrivileged) yield unprivileged(container, mount);
        yield* recursionFaults(container, mount, fields);
      }
    }
  },
});

// The view does not name them: the last part of its path is the index of the mount.
function fieldsOf({ value }: Container, { at }: Mount): ValueMap {
  return asMap(asList(value["volumeMounts"])[Number(at.at(-1))]);
}

function unprivileged({ name }: Container, { at, volume, path }: Mount): Problem {
  return {
    at: [...at, "mountPropagation"],
    message: `container "${name}" propagates mounts at "${path}" (volume "${volume}") to the node, but is not privileged`,
    help: "Set `privileged: true` in the container's `securityContext`, or use `HostToContainer` if it only needs to see mounts of the node.",
  };
}

// validateMountRecursiveReadOnly of pkg/apis/core/validation
function* recursionFaults(
  { name }: Container,
  { at, volume, path, readOnly }: Mount,
  fields: ValueMap,
): Generator<Problem> {
  const { recursiveReadOnly, mountPropagation = null } = fields;
  if (recursiveReadOnly !== "Enabled" && recursiveReadOnly !== "IfPossible") return;
  const where = `container "${name}" sets recursiveReadOnly on its mount at "${path}" (volume "${volume}")`;
  if (!readOnly) {
    yield {
      at: [...at, "recursiveReadOnly"],
      message: `${where}, which is not readOnly`,
      help: "Set `readOnly: true` on the mount as well.",
    };
  }
  if (mountPropagation !== null && mountPropagation !== "None") {
    yield {
      at: [...at, "recursiveReadOnly"],
      message: `${where}, whose mountPropagation is not None`,
      related: [{ at: [...at, "mountPropagation"], message: "the propagation is set here" }],
      help: "Remove one of the two.",
    };
  }
}

export default rule;
