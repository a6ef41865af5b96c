import { defineRule, type Problem, type Rule } from "../lint/rule.ts";
import { isLogDirectory } from "../lint/volumes/log-directory.ts";
import { cleanPath, isWithin } from "../lint/volumes/mount-path.ts";
import {
  type ContainerMount,
  type SharedMounts,
  sharedMounts,
} from "../lint/volumes/shared-mounts.ts";
import { isReadOnlyVolume, sourceKind, volumeOf } from "../lint/volumes/volume-source.ts";
import type { Container, Mount, Pod } from "../manifest/pod.ts";

const rule: Rule = defineRule({
  id: "mount-path-hidden",
  severity: "error",
  category: "volumes",
  summary: "No mount hides files that somebody needs.",
  why:
    "A mount hides what is at its path, in the image or in the volume around it. So what an app writes to a volume that is mounted inside " +
    "of a shared directory never reaches the sidecar that reads the directory, and a mount at `/`, or an empty one at `/etc` or `/usr`, " +
    "takes the program or its configuration away. Nested mounts do not hide each other: the outer one is made first.",
  fix: "Share the directory of the inner mount, or move one of the mounts to a path beside the other.",
  links: [
    "https://kubernetes.io/docs/concepts/storage/volumes/",
    "https://github.com/containerd/cri/pull/892",
  ],
  examples: {
    fails: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  initContainers:
  - name: fluent-bit
    image: example.com/fluent-bit:1
    restartPolicy: Always
    volumeMounts:
    - name: app-logs
      mountPath: /var/log/app
      readOnly: true
  containers:
  - name: web
    image: example.com/web:1
    volumeMounts:
    - name: app-logs
      mountPath: /var/log/app
    - name: access
      mountPath: /var/log/app/access
  volumes:
  - name: app-logs
    emptyDir:
      sizeLimit: 1Gi
  - name: access
    emptyDir: {}
`,
    passes: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  initContainers:
  - name: fluent-bit
    image: example.com/fluent-bit:1
    restartPolicy: Always
    volumeMounts:
    - name: app-logs
      mountPath: /var/log/app
      readOnly: true
  containers:
  - name: web
    image: example.com/web:1
    volumeMounts:
    - name: app-logs
      mountPath: /var/log/app
    - name: cache
      mountPath: /var/cache
  volumes:
  - name: app-logs
    emptyDir:
      sizeLimit: 1Gi
  - name: cache
    emptyDir: {}
`,
    injected: [
      {
        template: "fluent-bit",
        role: "logging",
        lifecycle: "native",
        containers: ["fluent-bit"],
        shared: [{ name: "app-logs", volume: "app-logs", path: "/var/log/app" }],
      },
    ],
  },
  *check(pod) {
    for (const shared of sharedMounts(pod)) {
      for (const other of shared.others) yield* hiddenFromSidecar(pod, shared, other);
    }
    for (const container of pod.containers) {
      for (const mount of container.mounts) yield* hiddenImage(pod, container, mount);
    }
  },
});

function* hiddenFromSidecar(
  pod: Pod,
  shared: SharedMounts,
  { container, mount }: ContainerMount,
): Generator<Problem> {
  const outer = cleanPath(mount.path);
  const { sidecar, role, basis } = shared;
  for (const inner of container.mounts) {
    const path = cleanPath(inner.path);
    const isInside = path !== outer && isWithin(path, outer);
    if (!isInside || !concerns(shared, outer, path)) continue;
    if (!isWritable(pod, inner) || sees(shared, inner)) continue;
    yield {
      at: [...inner.at, "mountPath"],
      message:
        `container "${container.name}" writes to the volume "${inner.volume}" at "${path}", ` +
        `which sidecar "${sidecar}" does not see: it shares the volume "${shared.volume}" at "${outer}"`,
      related: [{ at: [...mount.at, "mountPath"], message: "the shared directory is here" }],
      help: `Share "${path}" instead, or mount the volume "${inner.volume}" at a path outside of "${outer}".`,
      // A reader of logs would miss them without a word; others may have no use for what is in there.
      ...(role === "logging" && basis === "template" ? {} : { severity: "warning" }),
    };
  }
}

// What a logging sidecar of the manifest reads is a guess, which holds for directories of logs alone.
function concerns({ basis, path }: SharedMounts, outer: string, inner: string): boolean {
  if (basis !== "template") return isLogDirectory(outer) || isLogDirectory(inner);
  return isWithin(inner, path) || isWithin(path, inner);
}

function isWritable(pod: Pod, mount: Mount): boolean {
  const volume = volumeOf(pod, mount.volume);
  return !mount.readOnly && (volume === undefined || !isReadOnlyVolume(volume));
}

function sees(shared: SharedMounts, inner: Mount): boolean {
  return shared.own.some(({ container }) =>
    container.mounts.some(({ volume }) => volume === inner.volume),
  );
}

// Where an image without a shell has its program, or one with a shell everything.
const IMAGE_DIRECTORIES = new Set([
  "/bin",
  "/etc",
  "/lib",
  "/lib64",
  "/sbin",
  "/usr",
  "/usr/bin",
  "/usr/lib",
  "/usr/sbin",
]);

const MOVE = "Mount the volume at a directory of its own.";

function* hiddenImage(pod: Pod, container: Container, mount: Mount): Generator<Problem> {
  const path = cleanPath(mount.path);
  const at = [...mount.at, "mountPath"];
  const who = `container "${container.name}" mounts the volume "${mount.volume}" at "${path}"`;
  if (path === "/") {
    yield { at, message: `${who}, which hides the whole image`, help: MOVE };
  } else if (IMAGE_DIRECTORIES.has(path) && isEmpty(pod, container, mount)) {
    yield {
      at,
      message: `${who}, which hides the files of the image behind an empty directory`,
      help: MOVE,
      severity: "warning",
    };
  }
}

// Nobody else mounts it, so nobody can have copied the files of the image into it.
function isEmpty(pod: Pod, container: Container, { volume }: Mount): boolean {
  const source = volumeOf(pod, volume);
  return (
    source !== undefined &&
    sourceKind(source) === "emptyDir" &&
    pod.containers.every(
      (other) => other === container || other.mounts.every((mount) => mount.volume !== volume),
    )
  );
}

export default rule;
