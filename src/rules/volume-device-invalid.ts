import { defineRule, type Problem, type Rule } from "../lint/rule.ts";
import { SOURCE_KINDS, sourceKind, volumeOf } from "../lint/volumes/volume-source.ts";
import type { Container, Device, Pod } from "../manifest/pod.ts";

const rule: Rule = defineRule({
  id: "volume-device-invalid",
  severity: "error",
  category: "volumes",
  summary: "A raw block device is a claim that its container uses once, at an absolute path.",
  why:
    "The API server rejects a `volumeDevices` entry whose volume is no `persistentVolumeClaim` or `ephemeral` volume, that its container mounts as well or has twice, " +
    "or whose `devicePath` has `..` in it. A StatefulSet is accepted all the same, and then none of its pods can be created.",
  fix: "Use the volume either as a device (`volumeMode: Block`) or as a mount, at an absolute path.",
  links: [
    "https://kubernetes.io/docs/concepts/storage/persistent-volumes/#raw-block-volume-support",
  ],
  examples: {
    fails: `apiVersion: v1
kind: Pod
metadata:
  name: db
spec:
  containers:
  - name: db
    image: example.com/db:1
    volumeDevices:
    - name: data
      devicePath: /dev/data
  volumes:
  - name: data
    emptyDir: {}
`,
    passes: `apiVersion: v1
kind: Pod
metadata:
  name: db
spec:
  containers:
  - name: db
    image: example.com/db:1
    volumeDevices:
    - name: data
      devicePath: /dev/data
  volumes:
  - name: data
    persistentVolumeClaim:
      claimName: db
`,
  },
  *check(pod) {
    for (const container of pod.containers) {
      for (const device of container.devices) {
        yield* usedTwice(container, device);
        yield* pathFaults(container, device);
        yield* kindFaults(pod, container, device);
      }
    }
  },
});

function* usedTwice({ name, mounts, devices }: Container, device: Device): Generator<Problem> {
  const { at, volume } = device;
  const mount = mounts.find((other) => other.volume === volume);
  if (mount !== undefined) {
    yield {
      at: [...at, "name"],
      message: `container "${name}" uses the volume "${volume}" both as a device and as a mount`,
      related: [{ at: mount.at, message: "it is mounted here" }],
      help: "Use the volume as one of the two; a claim of `volumeMode: Block` cannot be mounted.",
    };
  }
  const first = devices.find((other) => other.volume === volume);
  if (first !== undefined && first !== device) {
    yield {
      at: [...at, "name"],
      message: `container "${name}" has the device "${volume}" twice`,
      related: [{ at: first.at, message: "it is here as well" }],
      help: "Keep one of the two.",
    };
  }
}

function* pathFaults({ name }: Container, { at, path, volume }: Device): Generator<Problem> {
  const where = `container "${name}" has the device "${volume}" at "${path}"`;
  if (path.split("/").includes("..")) {
    yield {
      at: [...at, "devicePath"],
      message: `${where}, a path with ".." in it`,
      help: "Write the path without `..`.",
    };
  } else if (!path.startsWith("/") && path !== "") {
    yield {
      at: [...at, "devicePath"],
      message: `${where}, which is not an absolute path`,
      help: "Let the path begin with `/`.",
      // The API server lets it through, though the runtime is promised a full path:
      // https://github.com/opencontainers/runtime-spec/blob/main/config-linux.md#devices
      severity: "warning",
    };
  }
}

function* kindFaults(pod: Pod, { name }: Container, device: Device): Generator<Problem> {
  // Those of claim templates are claims, and those that the pod does not have are for `volume-mount-undeclared`.
  const volume = volumeOf(pod, device.volume);
  if (volume === undefined) return;
  const kind = sourceKind(volume);
  if (kind === "persistentVolumeClaim" || kind === "ephemeral") return;
  if (!SOURCE_KINDS.includes(kind)) return;
  yield {
    at: [...device.at, "name"],
    message: `container "${name}" uses the volume "${volume.name}" (${kind}) as a device, which only a claim can be`,
    related: [{ at: volume.at, message: "the volume is defined here" }],
    help: "Use a `persistentVolumeClaim` or `ephemeral` volume, or mount the volume.",
  };
}

export default rule;
