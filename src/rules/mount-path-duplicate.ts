import { defineRule, type Rule } from "../lint/rule.ts";
import { cleanPath } from "../lint/volumes/mount-path.ts";
import type { FieldPath } from "../manifest/field-path.ts";
import type { Container } from "../manifest/pod.ts";

const rule: Rule = defineRule({
  id: "mount-path-duplicate",
  severity: "error",
  category: "volumes",
  summary: "A container has one volume at a path.",
  why:
    "Mounts are keyed by path, and the API server rejects one path twice. Paths that differ in their writing only (`/data` and `/data/`) " +
    "get through, and then one of the mounts hides the other.",
  fix: "Mount one of the volumes at another path.",
  links: [
    "https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/#volumes-1",
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
    - name: data
      mountPath: /data
    - name: cache
      mountPath: /data/
  volumes:
  - name: data
    emptyDir: {}
  - name: cache
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
    - name: cache
      mountPath: /data/cache
  volumes:
  - name: data
    emptyDir: {}
  - name: cache
    emptyDir: {}
`,
  },
  *check(pod) {
    for (const container of pod.containers) {
      const taken = new Map<string, Use>();
      for (const use of usesOf(container)) {
        const first = taken.get(use.path);
        if (first === undefined) {
          taken.set(use.path, use);
          continue;
        }
        const volumes =
          first.volume === use.volume
            ? `the volume "${use.volume}" twice`
            : `the volumes "${first.volume}" and "${use.volume}"`;
        yield {
          at: use.at,
          message: `container "${container.name}" has ${volumes} at "${use.path}"`,
          related: [{ at: first.at, message: `volume "${first.volume}" is here` }],
        };
      }
    }
  },
});

interface Use {
  readonly volume: string;
  /** The clean path. */
  readonly path: string;
  readonly at: FieldPath;
}

function usesOf({ mounts, devices }: Container): readonly Use[] {
  const use = (key: "mountPath" | "devicePath") => (item: Use) => ({
    volume: item.volume,
    path: cleanPath(item.path),
    at: [...item.at, key],
  });
  return [...mounts.map(use("mountPath")), ...devices.map(use("devicePath"))];
}

export default rule;
