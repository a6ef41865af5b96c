import { hasLimit } from "../lint/resources/has-limit.ts";
import { isAmount } from "../lint/resources/is-amount.ts";
import { defineRule, type Rule } from "../lint/rule.ts";
import { sharedMounts } from "../lint/volumes/shared-mounts.ts";
import { sourceKind, volumeOf } from "../lint/volumes/volume-source.ts";
import type { Volume } from "../manifest/pod.ts";
import { asMap } from "../manifest/value.ts";

const rule: Rule = defineRule({
  id: "empty-dir-unlimited",
  severity: "info",
  category: "volumes",
  // A template that leaves the limit out has its reasons, and an app's own volume was there before.
  scope: "lint",
  summary: "The volume of logs that app and sidecar share has a limit.",
  why:
    "Without a `sizeLimit` an `emptyDir` grows until the node runs out of disk, and then the kubelet evicts pods, not only this one. With a limit, or with a limit of " +
    "`ephemeral-storage`, only the pod that writes too much is evicted. Either way the whole pod goes, so an app should rotate its files well below the limit.",
  fix: "Set `sizeLimit` on the `emptyDir`, and let the app rotate its files well below it.",
  links: [
    "https://kubernetes.io/docs/concepts/storage/volumes/#emptydir",
    "https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/#local-ephemeral-storage",
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
    - name: logs
      mountPath: /var/log/web
  - name: fluent-bit
    image: docker.io/fluent/fluent-bit:4.0.0
    volumeMounts:
    - name: logs
      mountPath: /var/log/web
      readOnly: true
  volumes:
  - name: logs
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
    - name: logs
      mountPath: /var/log/web
  - name: fluent-bit
    image: docker.io/fluent/fluent-bit:4.0.0
    volumeMounts:
    - name: logs
      mountPath: /var/log/web
      readOnly: true
  volumes:
  - name: logs
    emptyDir:
      sizeLimit: 1Gi
`,
  },
  *check(pod) {
    if (!pod.volumes.some(isUnlimited)) return;
    const seen = new Set<string>();
    for (const shared of sharedMounts(pod)) {
      const volume = volumeOf(pod, shared.volume);
      const writer = shared.others.find(({ mount }) => !mount.readOnly)?.container;
      if (volume === undefined || writer === undefined || seen.has(volume.name)) continue;
      if (shared.role !== "logging" || !isUnlimited(volume)) continue;
      if (pod.containers.some((container) => hasLimit(container, "ephemeral-storage"))) continue;
      seen.add(volume.name);
      yield {
        at: [...volume.at, ...placeIn(volume)],
        message: `the volume "${volume.name}" (emptyDir), which container "${writer.name}" fills and sidecar "${shared.sidecar}" reads, has no sizeLimit`,
      };
    }
  },
});

function isUnlimited(volume: Volume): boolean {
  const { medium = "", sizeLimit } = asMap(volume.source["emptyDir"]);
  return sourceKind(volume) === "emptyDir" && medium === "" && !isAmount(sizeLimit);
}

function placeIn({ source }: Volume): readonly string[] {
  return [source["emptyDir"] === undefined ? "name" : "emptyDir"];
}

export default rule;
