import type { Container, InjectedSidecar, Mount, Pod } from "../../manifest/pod.ts";
import { containersOf } from "../containers/injected-container.ts";
import { runTogether } from "../containers/lifetime.ts";
import { type SidecarView, sidecarsOfRole } from "../programs/sidecars.ts";
import { isLogDirectory } from "./log-directory.ts";
import { cleanPath } from "./mount-path.ts";
import { partsMeet } from "./volume-part.ts";
import { sourceKind, startsEmpty, volumeOf } from "./volume-source.ts";

/** A container and its mount of a volume. */
export interface ContainerMount {
  readonly container: Container;
  readonly mount: Mount;
}

/** A directory that a sidecar shares, and who mounts it. */
export interface SharedMounts {
  /** The template that the sidecar was injected from, or else the name of its container. */
  readonly sidecar: string;
  readonly role: string;
  /**
   * How it is known: the template that this run injects says so; or a logging sidecar of the manifest has an empty
   * volume read-only, or has one at a directory of logs.
   */
  readonly basis: "template" | "reads" | "log directory";
  readonly volume: string;
  /** Where the app (for a sidecar of the manifest, the sidecar) sees the directory, as a clean path. */
  readonly path: string;
  /** The sidecar's own mounts, at least one. */
  readonly own: readonly ContainerMount[];
  /**
   * Mounts of the same part of the volume in containers that run beside the sidecar. Those of other
   * logging sidecars that only read the directory too are left out.
   */
  readonly others: readonly ContainerMount[];
}

/**
 * Returns the directories that sidecars share: injected ones as their templates say, logging sidecars of the manifest
 * as their mounts tell. One that the sidecar itself does not mount is left out.
 */
export function sharedMounts(pod: Pod): readonly SharedMounts[] {
  const injected = pod.injected.flatMap((sidecar) => declaredMounts(pod, sidecar));
  const logging = sidecarsOfRole(pod, "logging");
  const own = logging.filter((view) => view.injected === undefined);
  const containers = new Set(logging.map(({ container }) => container));
  return [...injected, ...own.flatMap((view) => guessedMounts(pod, view, containers))];
}

function declaredMounts(pod: Pod, sidecar: InjectedSidecar): readonly SharedMounts[] {
  const { template, role } = sidecar;
  const readers = pod.injected
    .filter((one) => one === sidecar || one.role === "logging")
    .flatMap((one) => containersOf(pod, one));
  const rest = pod.containers.filter((container) => !readers.includes(container));
  return sidecar.shared.flatMap(({ volume, path }): readonly SharedMounts[] => {
    const own = containersOf(pod, sidecar).flatMap((container) => mountsOf(container, volume));
    const others = othersOf(own, rest, volume);
    if (own.length === 0) return [];
    return [
      { sidecar: template, role, basis: "template", volume, path: cleanPath(path), own, others },
    ];
  });
}

function guessedMounts(
  pod: Pod,
  { container, template, role = "" }: SidecarView,
  logging: ReadonlySet<Container>,
): readonly SharedMounts[] {
  const rest = pod.containers.filter((other) => other !== container);
  const isReader = (other: ContainerMount) => other.mount.readOnly && logging.has(other.container);
  return container.mounts.flatMap((mount): readonly SharedMounts[] => {
    const basis = basisOf(pod, container, mount);
    if (basis === undefined) return [];
    const { volume } = mount;
    const own = [{ container, mount }];
    const others = othersOf(own, rest, volume).filter((other) => !isReader(other));
    const sidecar = template ?? container.name;
    return [{ sidecar, role, basis, volume, path: cleanPath(mount.path), own, others }];
  });
}

// Where a shipper keeps what it has read up to, and what waits to be sent.
const OWN_STATE =
  /pos(?:ition)?s?\b|buf(?:fer)?s?\b|stat(?:e|us)|storage|\bdb\b|\bte?mp\b|check-?point|cache|queue|\bdata\b|fluent|\bflb\b|td-?agent|vector|beat|promtail|logstash/i;

function basisOf(pod: Pod, container: Container, mount: Mount): SharedMounts["basis"] | undefined {
  const volume = volumeOf(pod, mount.volume);
  if (volume === undefined || !startsEmpty(volume)) return undefined;
  const isOfLogs = isLogDirectory(mount.path);
  if (mount.readOnly) return isOfLogs || !isFilled(pod, container, mount) ? "reads" : undefined;
  const isShared =
    isOfLogs &&
    sourceKind(volume) === "emptyDir" &&
    !OWN_STATE.test(`${mount.volume} ${mount.path}`);
  return isShared ? "log directory" : undefined;
}

// What an init container has put there (a configuration, a plugin), or the sidecar itself, is for the sidecar alone.
function isFilled(pod: Pod, container: Container, { volume }: Mount): boolean {
  return pod.containers.some(
    (other) =>
      (other === container || other.set === "init") &&
      other.mounts.some((mount) => mount.volume === volume && !mount.readOnly),
  );
}

function othersOf(
  own: readonly ContainerMount[],
  rest: readonly Container[],
  volume: string,
): readonly ContainerMount[] {
  return rest
    .flatMap((container) => mountsOf(container, volume))
    .filter((other) => own.some((mine) => meet(mine, other)));
}

function mountsOf(container: Container, volume: string): readonly ContainerMount[] {
  return container.mounts
    .filter((mount) => mount.volume === volume)
    .map((mount) => ({ container, mount }));
}

function meet(mine: ContainerMount, other: ContainerMount): boolean {
  return (
    runTogether(mine.container, other.container) && partsMeet(mine.mount, other.mount) !== "no"
  );
}
