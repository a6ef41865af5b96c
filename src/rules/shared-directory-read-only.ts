import { defineRule, type Problem, type Rule } from "../lint/rule.ts";
import { cleanPath } from "../lint/volumes/mount-path.ts";
import {
  type ContainerMount,
  type SharedMounts,
  sharedMounts,
} from "../lint/volumes/shared-mounts.ts";
import {
  isPodLocal,
  isReadOnlyVolume,
  sourceKind,
  volumeOf,
} from "../lint/volumes/volume-source.ts";
import type { Pod, Volume } from "../manifest/pod.ts";
import { groupBy } from "../text/group-by.ts";

const rule: Rule = defineRule({
  id: "shared-directory-read-only",
  severity: "error",
  category: "volumes",
  summary: "Somebody can write to a directory that is shared for what is written to it.",
  why:
    "A logging sidecar collects what the app writes. If the app has the directory read-only, or its volume is one that only the API server " +
    "fills (a ConfigMap, a Secret), there will be nothing to collect; and a sidecar that collects files for the app can write none there. An `emptyDir` that everybody mounts read-only stays empty in any case.",
  fix: "Remove `readOnly: true` from the mount of the container that writes, or share a volume that can be written to.",
  links: ["https://kubernetes.io/docs/concepts/storage/volumes/"],
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
    - name: logs
      mountPath: /var/log/app
      readOnly: true
  containers:
  - name: web
    image: example.com/web:1
    volumeMounts:
    - name: logs
      mountPath: /var/log/app
      readOnly: true
  volumes:
  - name: logs
    emptyDir:
      sizeLimit: 1Gi
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
    - name: logs
      mountPath: /var/log/app
      readOnly: true
  containers:
  - name: web
    image: example.com/web:1
    volumeMounts:
    - name: logs
      mountPath: /var/log/app
  - name: viewer
    image: example.com/viewer:1
    volumeMounts:
    - name: logs
      mountPath: /logs
      readOnly: true
  volumes:
  - name: logs
    emptyDir:
      sizeLimit: 1Gi
`,
    injected: [
      {
        template: "fluent-bit",
        role: "logging",
        lifecycle: "native",
        containers: ["fluent-bit"],
        shared: [{ name: "logs", volume: "logs", path: "/var/log/app" }],
      },
    ],
  },
  *check(pod) {
    const directories = sharedMounts(pod);
    for (const shared of directories) {
      // Without others there is nobody who could write: `shared-directory-unshared` says so.
      if (shared.others.length === 0) continue;
      const volume = volumeOf(pod, shared.volume);
      const problem =
        shared.role === "logging"
          ? unwritable(pod, shared, volume)
          : (unfillable(shared, volume) ?? neverWritten(pod, shared, volume));
      if (problem !== undefined) yield problem;
    }
    const shared = new Set(directories.map(({ volume }) => volume));
    const users = groupBy(usersIn(pod), ({ mount }) => mount.volume);
    for (const volume of pod.volumes) {
      if (sourceKind(volume) !== "emptyDir" || shared.has(volume.name)) continue;
      if (volumeOf(pod, volume.name) !== volume) continue;
      yield* staysEmpty(volume, users.get(volume.name) ?? []);
    }
  },
});

function unwritable(
  pod: Pod,
  shared: SharedMounts,
  volume: Volume | undefined,
): Problem | undefined {
  const what = `sidecar "${shared.sidecar}" reads what is written to "${shared.path}"`;
  const [first] = shared.others;
  if (first === undefined) return undefined;
  if (volume !== undefined && isReadOnlyVolume(volume)) {
    return {
      at: first.mount.at,
      message: `${what}, but the volume "${volume.name}" (${sourceKind(volume)}) is read-only`,
      related: [{ at: volume.at, message: "the volume is defined here" }],
      ...severityOf(volume),
    };
  }
  if (shared.others.some(({ mount }) => !mount.readOnly)) return undefined;
  // That a sidecar of the manifest reads logs there is a guess, so files from an init container may be all that it reads.
  if (shared.basis !== "template" && isWrittenByOthers(pod, shared)) return undefined;
  return {
    at: [...first.mount.at, "readOnly"],
    message: `${what}, but ${everybody(shared.others)} read-only`,
    related: ownMounts(shared),
    ...(shared.basis === "log directory" ? { severity: "warning" } : severityOf(volume)),
  };
}

function isWrittenByOthers(pod: Pod, { own, volume }: SharedMounts): boolean {
  return pod.containers.some(
    (container) =>
      own.every((mine) => mine.container !== container) &&
      container.mounts.some((mount) => mount.volume === volume && !mount.readOnly),
  );
}

/** A sidecar that collects files for the app has to write them. */
function unfillable(shared: SharedMounts, volume: Volume | undefined): Problem | undefined {
  const writer = shared.own.find(({ mount }) => !mount.readOnly);
  if (writer === undefined || volume === undefined || !isReadOnlyVolume(volume)) return undefined;
  return {
    at: writer.mount.at,
    message: `sidecar "${shared.sidecar}" writes to "${shared.path}", but the volume "${volume.name}" (${sourceKind(volume)}) is read-only`,
    related: [
      { at: volume.at, message: "the volume is defined here" },
      ...shared.others.map(({ container, mount }) => ({
        at: mount.at,
        message: `container "${container.name}" mounts it here`,
      })),
    ],
    help: "Let the sidecar use a directory in which the app has no such volume.",
  };
}

// Whatever the sidecar is for, an emptyDir that starts empty and that nobody writes to stays empty.
function neverWritten(
  pod: Pod,
  shared: SharedMounts,
  volume: Volume | undefined,
): Problem | undefined {
  const mounts = pod.containers.flatMap((container) => container.mounts);
  const isWritten = mounts.some((mount) => mount.volume === shared.volume && !mount.readOnly);
  const [first] = shared.others;
  if (first === undefined || volume === undefined) return undefined;
  if (isWritten || sourceKind(volume) !== "emptyDir") return undefined;
  return {
    at: [...first.mount.at, "readOnly"],
    message: `the shared directory "${shared.path}" stays empty: every container mounts the volume "${volume.name}" read-only`,
    related: ownMounts(shared),
  };
}

// An empty volume over the token of a service account is there to hide it.
const MASKED = /^\/(?:var\/)?run\/secrets(?:\/|$)/;

function usersIn({ containers }: Pod): readonly ContainerMount[] {
  return containers.flatMap((container) => container.mounts.map((mount) => ({ container, mount })));
}

function* staysEmpty(volume: Volume, users: readonly ContainerMount[]): Generator<Problem> {
  const [first, ...rest] = users;
  if (first === undefined) return;
  if (users.some(({ mount }) => !mount.readOnly || MASKED.test(cleanPath(mount.path)))) return;
  yield {
    at: [...first.mount.at, "readOnly"],
    message: `the volume "${volume.name}" (emptyDir) stays empty: ${everybody(users)} read-only`,
    related: rest.map(({ container, mount }) => ({
      at: mount.at,
      message: `container "${container.name}" mounts it here`,
    })),
    // Somebody may want an empty directory there.
    severity: "warning",
  };
}

// Storage from outside may be filled by other pods, or by the node.
function severityOf(volume: Volume | undefined): Pick<Problem, "severity"> {
  return volume !== undefined && isPodLocal(volume) ? {} : { severity: "warning" };
}

function everybody(mounts: readonly ContainerMount[]): string {
  const names = [...new Set(mounts.map(({ container }) => `"${container.name}"`))];
  return names.length === 1
    ? `container ${names[0]} mounts it`
    : `containers ${names.join(" and ")} mount it`;
}

function ownMounts(shared: SharedMounts): NonNullable<Problem["related"]> {
  return shared.own.map(({ container, mount }) => ({
    at: mount.at,
    message: `container "${container.name}" of the sidecar mounts it here`,
  }));
}

export default rule;
