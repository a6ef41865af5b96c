import type { Pod } from "../../manifest/pod.ts";
import { knownPorts, requestedPorts } from "../programs/known-port.ts";
import { remembered } from "../remembered.ts";
import { endpointsOf } from "./endpoints.ts";

const FIRST_UNPRIVILEGED = 1024;
const LAST = 65535;

/** Returns the ports that somebody in the pod declares, maps to the host, probes, names in its arguments or variables, or is known to use. */
export const usedPorts: (pod: Pod) => ReadonlySet<number> = remembered(readUsedPorts);

function readUsedPorts(pod: Pod): ReadonlySet<number> {
  const ofContainers = pod.containers.flatMap((container) => [
    ...container.ports.flatMap(({ number, hostPort }) => [number, hostPort ?? number]),
    ...container.probes.map(({ port }) => port).filter((port) => typeof port === "number"),
    ...endpointsOf(container).map(({ port }) => port),
    ...knownPorts(container),
  ]);
  const inFront = pod.injected.flatMap(({ front }) => front?.port ?? []);
  return new Set([...ofContainers, ...inFront, ...requestedPorts(pod)]);
}

/** Yields the ports that are not used, from `from` on; behind 65535 it goes on at 1024. */
export function* freePorts(from: number, used: ReadonlySet<number>): Generator<number> {
  for (let port = from; port <= LAST; port++) if (!used.has(port)) yield port;
  for (let port = FIRST_UNPRIVILEGED; port < from; port++) if (!used.has(port)) yield port;
}

/** Returns the first of the free ports from `from` on. */
export function nextFreePort(from: number, used: ReadonlySet<number>): number {
  for (const port of freePorts(from, used)) return port;
  throw new RangeError(`no port is free from ${FIRST_UNPRIVILEGED} to ${LAST}`);
}
