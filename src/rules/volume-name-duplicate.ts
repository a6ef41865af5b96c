import { defineRule, type Rule } from "../lint/rule.ts";
import { sourceKind } from "../lint/volumes/volume-source.ts";
import { deepEqual } from "../manifest/value.ts";
import { groupBy } from "../text/group-by.ts";

const rule: Rule = defineRule({
  id: "volume-name-duplicate",
  severity: "error",
  category: "volumes",
  summary: "A volume name stands for one volume.",
  why:
    "Mounts refer to volumes by name, so two volumes of one name are rejected. Where a StatefulSet has a claim template and a volume " +
    "of one name, the claim takes the place of the volume without a word.",
  fix: "Rename one of the volumes together with its mounts, or delete it if both are meant to be the same.",
  links: [
    "https://kubernetes.io/docs/concepts/storage/volumes/",
    "https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/stateful-set-v1/",
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
    - name: config
      mountPath: /etc/web
  volumes:
  - name: config
    configMap:
      name: web
  - name: config
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
    - name: config
      mountPath: /etc/web
  volumes:
  - name: config
    configMap:
      name: web
  - name: scratch
    emptyDir: {}
`,
  },
  *check(pod) {
    const byName = groupBy(pod.volumes, ({ name }) => name);
    const claims = new Set(pod.claimTemplates);
    for (const volume of pod.volumes) {
      const kind = sourceKind(volume);
      const [first] = byName.get(volume.name) ?? [];
      if (first !== undefined && first !== volume) {
        const firstKind = sourceKind(first);
        const difference = deepEqual(first.source, volume.source)
          ? `twice, both times as ${kind}`
          : `as ${firstKind} and as ${firstKind === kind ? "another " : ""}${kind}`;
        yield {
          at: [...volume.at, "name"],
          message: `the volume "${volume.name}" is defined ${difference}`,
          related: [{ at: [...first.at, "name"], message: "first defined here" }],
        };
      } else if (claims.has(volume.name)) {
        yield {
          at: [...volume.at, "name"],
          message: `the volume "${volume.name}" is defined as ${kind} and in volumeClaimTemplates, which counts instead`,
          // Such a volume only stands for the claim, which takes its place: manifests of databases have it.
          ...(kind === "persistentVolumeClaim" ? { severity: "warning" } : {}),
        };
      }
    }
  },
});

export default rule;
