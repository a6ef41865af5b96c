import type { Container, InjectedSidecar, Mount, Pod } from "../manifest/pod.ts";
import { containersOf } from "./injected-container.ts";
import { runTogether } from "./lifetime.ts";
import { cleanPath, isWithin } from "./mount-path.ts";

/** A container and its mount of a volume. */
export interface ContainerMount {
  readonly container: Container;
  readonly mount: Mount;
}

/** A directory that an injected sidecar shares, and who mounts it. */
export interface SharedMounts {
  readonly sidecar: InjectedSidecar;
  readonly volume: string;
  /** Where the app sees the directory, as a clean path. */
  readonly path: string;
  /** The sidecar's own mounts, at least one. */
  readonly own: readonly ContainerMount[];
  /**
   * Mounts of the same part of the volume in containers that run beside the sidecar. Those of other
   * injected sidecars that only read the directory too (logging) are left out.
   */
  readonly others: readonly ContainerMount[];
}

/** Returns the directories that injected sidecars share; one that the sidecar itself does not mount is left out. */
export function sharedMounts(pod: Pod): readonly SharedMounts[] {
  return pod.injected.flatMap((sidecar) => {
    const readers = pod.injected
      .filter((one) => one === sidecar || one.role === "logging")
      .flatMap((one) => containersOf(pod, one));
    const rest = pod.containers.filter((container) => !readers.includes(container));
    return sidecar.shared.flatMap(({ volume, path }) => {
      const own = containersOf(pod, sidecar).flatMap((container) => mountsOf(container, volume));
      const others = rest
        .flatMap((container) => mountsOf(container, volume))
        .filter((other) => own.some((mine) => meet(mine, other)));
      return own.length === 0 ? [] : [{ sidecar, volume, path: cleanPath(path), own, others }];
    });
  });
}

function mountsOf(container: Container, volume: string): readonly ContainerMount[] {
  return container.mounts
    .filter((mount) => mount.volume === volume)
    .map((mount) => ({ container, mount }));
}

function meet(mine: ContainerMount, other: ContainerMount): boolean {
  if (!runTogether(mine.container, other.container)) return false;
  const [a, b] = [partOf(mine.mount), partOf(other.mount)];
  return a === undefined || b === undefined || isWithin(a, b) || isWithin(b, a);
}

// The part of the volume that a mount shows; undefined where only the running pod knows.
function partOf(mount: Mount): string | undefined {
  return mount.subPathExpr === undefined ? cleanPath(mount.subPath ?? "") : undefined;
}
