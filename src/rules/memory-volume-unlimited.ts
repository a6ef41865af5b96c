import { programOf } from "../lint/programs/find-program.ts";
import { sidecarOf } from "../lint/programs/sidecars.ts";
import { hasLimit } from "../lint/resources/has-limit.ts";
import { isAmount } from "../lint/resources/is-amount.ts";
import { specOf } from "../lint/resources/written-quantities.ts";
import { defineRule, type Rule } from "../lint/rule.ts";
import { volumeOf } from "../lint/volumes/volume-source.ts";
import type { Container, Pod } from "../manifest/pod.ts";
import { asMap } from "../manifest/value.ts";

const rule: Rule = defineRule({
  id: "memory-volume-unlimited",
  severity: "info",
  category: "volumes",
  summary: "A volume in memory has a size, or its writers have memory limits.",
  why:
    "Files in an `emptyDir` of medium `Memory` count as memory of the container that writes them. Without a `sizeLimit` the volume is as large as the pod's memory limit, which " +
    "a pod has only where all of its containers have one (or the pod itself), and else as all the memory that the node has for pods: then it can fill the node.",
  fix: "Set `sizeLimit` on the `emptyDir`, or a memory limit on the containers that write to it.",
  links: [
    "https://kubernetes.io/docs/concepts/storage/volumes/#emptydir",
    "https://github.com/kubernetes/enhancements/tree/master/keps/sig-node/1967-size-memory-backed-volumes",
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
    volumeMounts:
    - name: cache
      mountPath: /cache
  volumes:
  - name: cache
    emptyDir:
      medium: Memory
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
    - name: cache
      mountPath: /cache
  volumes:
  - name: cache
    emptyDir:
      medium: Memory
      sizeLimit: 64Mi
`,
  },
  *check(pod) {
    for (const volume of pod.volumes) {
      const { medium, sizeLimit } = asMap(volume.source["emptyDir"]);
      if (medium !== "Memory" || isAmount(sizeLimit)) continue;
      // https://kubernetes.io/docs/tasks/configure-pod-container/assign-pod-level-resources/
      if (volumeOf(pod, volume.name) !== volume || hasLimit(specOf(pod), "memory")) continue;
      const writer = pod.containers.find((container) => mayFill(pod, container, volume.name));
      if (writer === undefined) continue;
      yield {
        at: [...volume.at, "emptyDir"],
        message: `the volume "${volume.name}" in memory has no sizeLimit, and container "${writer.name}", which can write to it, has no memory limit`,
      };
    }
  },
});

// They keep little there: certificates, tokens, a configuration.
const KEEPERS: ReadonlySet<string> = new Set(["config", "mesh", "security"]);

function mayFill(pod: Pod, container: Container, volume: string): boolean {
  if (container.set === "init" || hasLimit(container, "memory")) return false;
  const role = sidecarOf(pod, container)?.role ?? programOf(container)?.role ?? "";
  if (KEEPERS.has(role)) return false;
  return container.mounts.some((mount) => mount.volume === volume && !mount.readOnly);
}

export default rule;
