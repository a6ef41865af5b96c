import type { FieldPath } from "../../manifest/field-path.ts";
import type { Container, Pod } from "../../manifest/pod.ts";
import { injectedAs } from "../containers/injected-container.ts";
import { knownPorts } from "../programs/known-port.ts";
import { remembered } from "../remembered.ts";

/** A port that a container takes, as its declared ports and its probes say. */
export interface PortClaim {
  readonly container: Container;
  readonly port: number;
  readonly protocol: string;
  readonly hostIP?: string;
  readonly at: FieldPath;
  /** Probed claims rest on a probe alone. */
  readonly by: "declared" | "probed";
}

/** Returns the ports that a container declares, and those it is probed on that are no other container's; each once. */
export function claimsOf(pod: Pod, container: Container): readonly PortClaim[] {
  return claimsIn(pod).get(container) ?? [];
}

const claimsIn = remembered(
  (pod: Pod): ReadonlyMap<Container, readonly PortClaim[]> =>
    new Map(pod.containers.map((container) => [container, readClaims(pod, container)] as const)),
);

function readClaims(pod: Pod, container: Container): readonly PortClaim[] {
  const claims = new Map<string, PortClaim>();
  const add = (claim: PortClaim) => {
    const key = `${claim.port}/${claim.protocol}`;
    if (!claims.has(key)) claims.set(key, claim);
  };
  for (const { number: port, protocol, hostIP = "", at } of container.ports) {
    add({ container, port, protocol, hostIP, at: [...at, "containerPort"], by: "declared" });
  }
  for (const { port, host, at } of container.probes) {
    // With a host, the kubelet does not connect to the pod's address.
    if (typeof port !== "number" || host !== undefined) continue;
    if (!isPortOfAnother(pod, container, port)) {
      add({ container, port, protocol: "TCP", at, by: "probed" });
    }
  }
  return [...claims.values()];
}

/** Tells whether a container declares a TCP port. */
export function declaresTcp(container: Container, port: number): boolean {
  return container.ports.some(({ number, protocol }) => number === port && protocol === "TCP");
}

/**
 * Tells whether a probe of one container may be meant for a port of the other: the authors of a manifest
 * do not probe what is injected later, so the ports of injected containers count for injected containers alone.
 */
export function mayProbe(pod: Pod, prober: Container, other: Container): boolean {
  return injectedAs(pod, prober) !== undefined || injectedAs(pod, other) === undefined;
}

function isPortOfAnother(pod: Pod, prober: Container, port: number): boolean {
  const owners = ownersIn(pod).get(port) ?? [];
  return owners.some((other) => other !== prober && mayProbe(pod, prober, other));
}

/** Returns the containers that declare a TCP port. */
export function declarersOf(pod: Pod, port: number): readonly Container[] {
  return declarersIn(pod).get(port) ?? [];
}

const declarersIn = remembered((pod: Pod) => byPort(pod.containers, declaredTcp));

function declaredTcp({ ports }: Container): readonly number[] {
  return ports.filter(({ protocol }) => protocol === "TCP").map(({ number }) => number);
}

/** Returns the containers that declare a TCP port or are known to use it, by port. */
const ownersIn = remembered((pod: Pod) =>
  byPort(pod.containers, (container) => [...declaredTcp(container), ...knownPorts(container)]),
);

function byPort(
  containers: readonly Container[],
  portsOf: (container: Container) => readonly number[],
): ReadonlyMap<number, readonly Container[]> {
  const found = new Map<number, Container[]>();
  for (const container of containers) {
    for (const port of new Set(portsOf(container))) {
      const others = found.get(port) ?? [];
      found.set(port, others);
      others.push(container);
    }
  }
  return found;
}
