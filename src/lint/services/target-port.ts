import type { Container, ContainerPort, Pod } from "../../manifest/pod.ts";
import type { ServicePort } from "./service.ts";

/**
 * Since this minor version an endpoint can have a named port of a native sidecar:
 * https://github.com/kubernetes/kubernetes/pull/127976
 */
export const NATIVE_PORT_NAMES = 32;

/** A port and the container that declares it. */
export interface DeclaredPort {
  readonly container: Container;
  readonly port: ContainerPort;
}

/** What a Service's port leads to: a port of the pod by number or name, and its protocol. */
export type Target = Pick<ServicePort, "targetPort" | "protocol">;

/**
 * Returns the ports that the target of a Service may mean, in the order in which the endpoint controller searches: the
 * first one counts, ports of plain init containers never do.
 * Source: `findPort` of https://github.com/kubernetes/endpointslice/blob/master/utils.go
 */
export function targetsIn(
  pod: Pod,
  { targetPort, protocol }: Target,
  kubeMinor: number,
): readonly DeclaredPort[] {
  return searchedPorts(pod, kubeMinor).filter(
    ({ port }) =>
      port.protocol === protocol &&
      (typeof targetPort === "number" ? port.number === targetPort : port.name === targetPort),
  );
}

/** Returns the number of the port that a Service's port leads to; undefined where the pod has none of the name. */
export function targetNumber(pod: Pod, target: Target, kubeMinor: number): number | undefined {
  if (typeof target.targetPort === "number") return target.targetPort;
  return targetsIn(pod, target, kubeMinor)[0]?.port.number;
}

/** Returns the ports whose names a Service can use: those of app containers first, then those of native sidecars. */
export function searchedPorts(pod: Pod, kubeMinor: number): readonly DeclaredPort[] {
  return (["app", "native"] as const)
    .filter((set) => isSearched(set, kubeMinor))
    .flatMap((set) => portsOf(pod, set));
}

/** Tells whether a Service finds the names of ports of such containers. */
export function isSearched(set: Container["set"], kubeMinor: number): boolean {
  return set === "app" || (set === "native" && kubeMinor >= NATIVE_PORT_NAMES);
}

function portsOf(pod: Pod, set: Container["set"]): readonly DeclaredPort[] {
  return pod.containers
    .filter((container) => container.set === set)
    .flatMap((container) => container.ports.map((port) => ({ container, port })));
}
