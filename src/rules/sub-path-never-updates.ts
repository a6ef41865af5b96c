import { flagValues } from "../lint/lifecycle/flag-values.ts";
import { type SidecarView, sidecarsOfRole } from "../lint/programs/sidecars.ts";
import { defineRule, type Problem, type Rule } from "../lint/rule.ts";
import { cleanPath, isWithin } from "../lint/volumes/mount-path.ts";
import { sourceKind, volumeOf } from "../lint/volumes/volume-source.ts";
import type { Container, Mount, Pod } from "../manifest/pod.ts";

// The kubelet updates these in place, by replacing the link `..data` at the root of the volume.
const UPDATED_KINDS: ReadonlySet<string> = new Set([
  "configMap",
  "secret",
  "downwardAPI",
  "projected",
]);

const rule: Rule = defineRule({
  id: "sub-path-never-updates",
  severity: "warning",
  category: "volumes",
  summary: "Configuration that a sidecar reloads is not mounted by `subPath`.",
  why:
    "The kubelet updates a mounted ConfigMap or Secret when the object changes, but not where it is mounted with `subPath` or `subPathExpr`: such a container keeps the files that it was started with. " +
    "A reloader that mounts them so never sees a change, and an app that does reads the old files again when it is told to reload.",
  fix: "Mount the whole volume at a directory, without `subPath`, in the reloader and in the app.",
  links: [
    "https://kubernetes.io/docs/concepts/storage/volumes/#using-subpath",
    "https://kubernetes.io/docs/concepts/configuration/configmap/#mounted-configmaps-are-updated-automatically",
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
      mountPath: /etc/web/web.yaml
      subPath: web.yaml
  - name: reload
    image: ghcr.io/jimmidyson/configmap-reload:v0.15.0
    args:
    - --volume-dir=/etc/web
    volumeMounts:
    - name: config
      mountPath: /etc/web
      readOnly: true
  volumes:
  - name: config
    configMap:
      name: web
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
      readOnly: true
  - name: reload
    image: ghcr.io/jimmidyson/configmap-reload:v0.15.0
    args:
    - --volume-dir=/etc/web
    volumeMounts:
    - name: config
      mountPath: /etc/web
      readOnly: true
  volumes:
  - name: config
    configMap:
      name: web
`,
  },
  *check(pod) {
    if (!pod.containers.some(({ mounts }) => mounts.some(isPart))) return;
    for (const reloader of sidecarsOfRole(pod, "config")) {
      if (isWatcherOfApi(reloader)) continue;
      for (const mount of watchedMounts(pod, reloader.container)) {
        yield* frozen(pod, reloader.container, mount);
      }
    }
  },
});

// These get their files from the API server or a repository, and do not look at mounted ones.
function isWatcherOfApi({ program }: SidecarView): boolean {
  return program?.name === "k8s-sidecar" || program?.name === "git-sync";
}

// Of configmap-reload and of the config reloader of the Prometheus operator.
const WATCHED_FLAGS = ["volume-dir", "watched-dir", "config-file", "rules-dir"];

function watchedMounts(pod: Pod, container: Container): readonly Mount[] {
  const watched = flagValues(container, WATCHED_FLAGS).map(({ value }) => cleanPath(value));
  return container.mounts.filter((mount) => {
    const volume = volumeOf(pod, mount.volume);
    if (volume === undefined || !UPDATED_KINDS.has(sourceKind(volume))) return false;
    const path = cleanPath(mount.path);
    return (
      watched.length === 0 || watched.some((one) => isWithin(one, path) || isWithin(path, one))
    );
  });
}

function* frozen(pod: Pod, reloader: Container, watched: Mount): Generator<Problem> {
  const { volume } = watched;
  const kind = kindOf(pod, watched);
  if (isPart(watched)) {
    yield {
      at: [...watched.at, fieldOf(watched)],
      message: `container "${reloader.name}" waits for changes at "${watched.path}", but mounts the volume "${volume}" (${kind}) there by ${fieldOf(watched)}, which is never updated`,
    };
    return;
  }
  for (const other of pod.containers) {
    const mounts = other.mounts.filter((mount) => mount.volume === volume);
    const [mount] = mounts;
    // An init container is over before anything changes, and one that has the whole volume as well can reload that.
    if (mount === undefined || other === reloader || other.set === "init") continue;
    if (!mounts.every(isPart)) continue;
    yield {
      at: [...mount.at, fieldOf(mount)],
      message: `container "${other.name}" mounts the volume "${volume}" (${kind}) at "${mount.path}" by ${fieldOf(mount)}, which is never updated, though container "${reloader.name}" waits for changes of it`,
      related: [{ at: watched.at, message: `container "${reloader.name}" mounts it here` }],
    };
  }
}

function isPart({ subPath, subPathExpr }: Mount): boolean {
  return subPath !== undefined || subPathExpr !== undefined;
}

function fieldOf({ subPath }: Mount): "subPath" | "subPathExpr" {
  return subPath === undefined ? "subPathExpr" : "subPath";
}

function kindOf(pod: Pod, { volume }: Mount): string {
  const source = volumeOf(pod, volume);
  return source === undefined ? "" : sourceKind(source);
}

export default rule;
