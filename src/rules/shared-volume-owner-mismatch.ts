import { sidesOf } from "../lint/containers/injected-container.ts";
import { runTogether } from "../lint/containers/lifetime.ts";
import { podSpec } from "../lint/containers/pod-spec.ts";
import { sidecarOf } from "../lint/programs/sidecars.ts";
import { defineRule, type Problem, type Rule } from "../lint/rule.ts";
import { cleanPath, isWithin } from "../lint/volumes/mount-path.ts";
import { partsMeet } from "../lint/volumes/volume-part.ts";
import { sourceKind, volumeOf } from "../lint/volumes/volume-source.ts";
import type { Container, Mount, Pod, Volume } from "../manifest/pod.ts";
import { asMap, type Value, type ValueMap } from "../manifest/value.ts";

const rule: Rule = defineRule({
  id: "shared-volume-owner-mismatch",
  severity: "warning",
  category: "volumes",
  summary: "Containers that write to one volume can change each other's files.",
  why:
    "Everybody can create files in an `emptyDir`, but a file belongs to the user of the container that has created it, and with the usual umask nobody else can change it, " +
    "write to a directory that it has made, or connect to its socket. With `fsGroup` the files belong to a group that all containers are in.",
  fix: "Run the containers as one user, or set `fsGroup` in the pod's `securityContext` and let the programs create files that the group can write. Set `readOnly: true` on the mount of a container that only reads.",
  links: [
    "https://kubernetes.io/docs/tasks/configure-pod-container/security-context/",
    "https://github.com/kubernetes/kubernetes/issues/2630",
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
    securityContext:
      runAsUser: 1000
    volumeMounts:
    - name: uploads
      mountPath: /uploads
  - name: resizer
    image: example.com/resizer:1
    securityContext:
      runAsUser: 2000
    volumeMounts:
    - name: uploads
      mountPath: /uploads
  volumes:
  - name: uploads
    emptyDir: {}
`,
    passes: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  securityContext:
    runAsUser: 1000
  containers:
  - name: web
    image: example.com/web:1
    volumeMounts:
    - name: uploads
      mountPath: /uploads
  - name: resizer
    image: example.com/resizer:1
    volumeMounts:
    - name: uploads
      mountPath: /uploads
  volumes:
  - name: uploads
    emptyDir: {}
`,
  },
  *check(pod) {
    if (pod.containers.length < 2 || idOf(podContext(pod)["fsGroup"]) !== undefined) return;
    for (const volume of pod.volumes) {
      // Other storage belongs to root where no fsGroup is set, so that none of these users could write at all.
      if (sourceKind(volume) !== "emptyDir" || volumeOf(pod, volume.name) !== volume) continue;
      const problem = mismatch(pod, volume);
      if (problem !== undefined) yield problem;
    }
  },
});

interface Writer {
  readonly container: Container;
  readonly mount: Mount;
  readonly user: number;
  readonly group?: number;
}

/** Returns the first two writers that are in each other's way: one problem per volume is enough. */
function mismatch(pod: Pod, volume: Volume): Problem | undefined {
  const writers = pod.containers.flatMap((container) => writersOf(pod, container, volume));
  if (new Set(writers.map(({ user }) => user)).size < 2) return undefined;
  for (const [index, first] of writers.entries()) {
    const second = writers.slice(index + 1).find((other) => isApart(first, other));
    if (second !== undefined) return problemOf(pod, volume, [first, second]);
  }
  return undefined;
}

function writersOf(pod: Pod, container: Container, volume: Volume): readonly Writer[] {
  const own = asMap(container.value["securityContext"]);
  const user = idOf(own["runAsUser"] ?? podContext(pod)["runAsUser"]);
  const group = idOf(own["runAsGroup"] ?? podContext(pod)["runAsGroup"]);
  // Root can change everything, and a sidecar for logs reads even where its mount lets it write.
  if (user === undefined || user === 0) return [];
  if (sidecarOf(pod, container)?.role === "logging") return [];
  const mount = container.mounts.find(
    (one) => one.volume === volume.name && !one.readOnly && !isScratch(one),
  );
  if (mount === undefined) return [];
  return [{ container, mount, user, ...(group === undefined ? {} : { group }) }];
}

// In a directory for temporary files, programs have files of their own.
function isScratch({ path }: Mount): boolean {
  const clean = cleanPath(path);
  return isWithin(clean, "/tmp") || isWithin(clean, "/var/tmp");
}

function isApart(a: Writer, b: Writer): boolean {
  if (a.user === b.user || a.container === b.container) return false;
  const isOneGroup = a.group !== undefined && a.group === b.group && a.group !== 0;
  return !isOneGroup && partsMeet(a.mount, b.mount) === "yes";
}

function problemOf(pod: Pod, { name }: Volume, pair: readonly [Writer, Writer]): Problem {
  const [first, second] = pair;
  const [shown] = sidesOf(pod, [first.container, second.container]);
  const [primary, other] = shown === first.container ? [first, second] : [second, first];
  return {
    at: primary.mount.at,
    message: `containers ${whoIs(first)} and ${whoIs(second)} can both write to the volume "${name}", but not to each other's files`,
    related: [
      {
        at: other.mount.at,
        message: `container "${other.container.name}" mounts the volume here`,
      },
    ],
    // An init container mostly leaves files that are only read later.
    ...(runTogether(first.container, second.container) ? {} : { severity: "info" }),
  };
}

function whoIs({ container, user }: Writer): string {
  return `"${container.name}" (user ${user})`;
}

function podContext(pod: Pod): ValueMap {
  return asMap(podSpec(pod)["securityContext"]);
}

function idOf(value: Value | undefined): number | undefined {
  return typeof value === "number" ? value : undefined;
}

export default rule;
