import { isReadOnlyVolume, sourceKind, volumeOf } from "../lint/volumes/volume-source.ts";
import type { Container, Mount, Pod } from "../manifest/pod.ts";
import { asMap } from "../manifest/value.ts";

/** How one container has a volume. */
export interface VolumeUse {
  readonly container: Container;
  /** Where: the path of a mount or a device. */
  readonly path: string;
  /** The part of the volume that is mounted, as written; the whole of it where there is none. */
  readonly part?: string;
  readonly access: "reads" | "writes";
}

/** A volume, and who has it. */
export interface PicturedVolume {
  readonly name: string;
  /** What it is made of, e.g. `emptyDir`. */
  readonly kind: string;
  /** In the order of the containers. */
  readonly uses: readonly VolumeUse[];
  /** Two or more containers have it. */
  readonly isShared: boolean;
}

/** Returns the volumes of a pod in the order of its list, then those that containers mount and the pod does not declare. */
export function pictureOfVolumes(
  pod: Pod,
  containers: readonly Container[],
): readonly PicturedVolume[] {
  const declared = pod.volumes.map(({ name }) => name);
  const mounted = containers.flatMap(({ mounts, devices }) =>
    [...mounts, ...devices].map(({ volume }) => volume),
  );
  return [...new Set([...declared, ...mounted])].map((name) => {
    const uses = containers.flatMap((container) => usesOf(pod, container, name));
    const users = new Set(uses.map(({ container }) => container));
    return { name, kind: kindOf(pod, name), uses, isShared: users.size > 1 };
  });
}

function usesOf(pod: Pod, container: Container, name: string): readonly VolumeUse[] {
  const volume = volumeOf(pod, name);
  const isReadOnly = volume !== undefined && isReadOnlyVolume(volume);
  const mounts = container.mounts.filter((mount) => mount.volume === name);
  const devices = container.devices.filter((device) => device.volume === name);
  return [
    ...mounts.map((mount): VolumeUse => {
      const access = isReadOnly || mount.readOnly ? "reads" : "writes";
      return { container, path: mount.path, access, ...partOf(mount) };
    }),
    ...devices.map(({ path }): VolumeUse => {
      return { container, path, access: isReadOnly ? "reads" : "writes" };
    }),
  ];
}

function partOf({ subPath, subPathExpr }: Mount): Pick<VolumeUse, "part"> {
  const part = subPath ?? subPathExpr;
  return part === undefined ? {} : { part };
}

function kindOf(pod: Pod, name: string): string {
  const volume = volumeOf(pod, name);
  if (volume === undefined) {
    return pod.claimTemplates.includes(name) ? "volumeClaimTemplate" : "not declared";
  }
  const kind = sourceKind(volume);
  return asMap(volume.source[kind])["medium"] === "Memory" ? `${kind} in memory` : kind;
}
