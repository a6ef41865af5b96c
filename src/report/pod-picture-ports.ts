import { runTogether } from "../lint/containers/lifetime.ts";
import { claimsOf, type PortClaim } from "../lint/ports/port-claims.ts";
import type { Pod } from "../manifest/pod.ts";
import { groupBy } from "../text/group-by.ts";

/** A port of the network that the containers of a pod share. */
export interface PicturedPort {
  readonly number: number;
  readonly protocol: string;
  /** Names of the containers that take it. */
  readonly takers: readonly string[];
  /** Two of them want it at the same time. */
  readonly isContested: boolean;
}

/** Returns the ports that the containers of a pod take, by number. */
export function pictureOfPorts(pod: Pod): readonly PicturedPort[] {
  const claims = pod.containers.flatMap((container) => claimsOf(pod, container));
  const ports = groupBy(claims, ({ port, protocol }) => `${port}/${protocol}`);
  return [...ports.values()]
    .map(portOf)
    .toSorted((a, b) => a.number - b.number || (a.protocol < b.protocol ? -1 : 1));
}

function portOf(claims: readonly PortClaim[]): PicturedPort {
  const containers = claims.map(({ container }) => container);
  return {
    number: claims[0]?.port ?? 0,
    protocol: claims[0]?.protocol ?? "",
    takers: containers.map(({ name }) => name),
    isContested: containers.some((one, index) =>
      containers.slice(index + 1).some((other) => runTogether(one, other)),
    ),
  };
}
