import type { Container, InjectedSidecar, Pod } from "../../manifest/pod.ts";

/** Returns the injected sidecar that a long-running container belongs to, if it is one of this run's. */
export function injectedAs(pod: Pod, container: Container): InjectedSidecar | undefined {
  return pod.injected.find((sidecar) => belongsTo(container, sidecar));
}

/** Returns the containers of an injected sidecar. */
export function containersOf(pod: Pod, sidecar: InjectedSidecar): readonly Container[] {
  return pod.containers.filter((container) => belongsTo(container, sidecar));
}

/**
 * Returns two containers as the one that a finding points at, and the other: the manifest's own
 * container before an injected one, else the later before the earlier.
 */
export function sidesOf(
  pod: Pod,
  [earlier, later]: readonly [Container, Container],
): readonly [Container, Container] {
  const isInjected = (container: Container) => injectedAs(pod, container) !== undefined;
  return isInjected(later) && !isInjected(earlier) ? [earlier, later] : [later, earlier];
}

// The set is compared too: a container of the manifest may have the name of an injected one.
function belongsTo(container: Container, sidecar: InjectedSidecar): boolean {
  const set = sidecar.lifecycle === "native" ? "native" : "app";
  return container.set === set && sidecar.containers.includes(container.name);
}
