import { defineRule, type Problem, type Rule } from "../lint/rule.ts";
import { type VolumeFile, volumeFiles } from "../lint/volumes/volume-files.ts";
import type { Volume } from "../manifest/pod.ts";

const rule: Rule = defineRule({
  id: "volume-paths-overlap",
  severity: "warning",
  category: "volumes",
  summary: "The files that a volume is made of have paths of their own.",
  why:
    "If two items of a ConfigMap, Secret or `projected` volume have one path, the later one takes the place of the other, and if the path of one leads through the file of another, " +
    "the kubelet cannot set up the volume and the pod does not start. The API server warns; it rejects items of a `projected` volume that have equal paths.",
  fix: "Give each item a path of its own, none of which is below another.",
  links: [
    "https://kubernetes.io/docs/concepts/storage/projected-volumes/",
    "https://kubernetes.io/docs/concepts/storage/volumes/#configmap",
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
      items:
      - key: base
        path: web.yaml
      - key: extra
        path: web.yaml
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
      items:
      - key: base
        path: web.yaml
      - key: extra
        path: extra/web.yaml
`,
  },
  *check(pod) {
    for (const volume of pod.volumes) yield* overlaps(volume);
  },
});

function* overlaps(volume: Volume): Generator<Problem> {
  const all = volumeFiles(volume);
  if (all.length < 2) return;
  const files = new Map<string, VolumeFile>();
  const directories = new Map<string, VolumeFile>();
  for (const file of all) {
    const parents = parentsOf(file.path);
    const same = files.get(file.path);
    const around = parents.flatMap((parent) => files.get(parent) ?? [])[0];
    const below = directories.get(file.path);
    if (same !== undefined) yield twoFiles(volume, file, same);
    else if (around !== undefined) yield nested(volume, file, [file, around]);
    else if (below !== undefined) yield nested(volume, file, [below, file]);
    files.set(file.path, file);
    for (const parent of parents) directories.set(parent, file);
  }
}

/** Returns the directories that a path leads through: `a` and `a/b` for `a/b/c`. */
function parentsOf(path: string): readonly string[] {
  const segments = path.split("/");
  return segments.slice(1).map((_, index) => segments.slice(0, index + 1).join("/"));
}

function twoFiles({ name }: Volume, file: VolumeFile, same: VolumeFile): Problem {
  return {
    at: file.at,
    message: `the volume "${name}" has two files at "${file.path}"`,
    related: [{ at: same.at, message: "the other file is here" }],
    ...(isProjectedItem(file) && isProjectedItem(same) ? { severity: "error" } : {}),
  };
}

// "conflicting duplicate paths" of validateProjectionSources in pkg/apis/core/validation
function isProjectedItem({ at }: VolumeFile): boolean {
  return at.includes("projected") && at.includes("items");
}

function nested(
  { name }: Volume,
  shown: VolumeFile,
  [inner, outer]: readonly [VolumeFile, VolumeFile],
): Problem {
  return {
    at: shown.at,
    message: `the volume "${name}" has a file at "${outer.path}" and another one below it, at "${inner.path}"`,
    related: [{ at: (shown === inner ? outer : inner).at, message: "the other file is here" }],
  };
}

export default rule;
