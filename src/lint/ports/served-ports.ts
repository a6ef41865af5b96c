import type { FieldPath } from "../../manifest/field-path.ts";
import type { Container, Pod } from "../../manifest/pod.ts";
import { groupBy } from "../../text/group-by.ts";
import { longRunning } from "../containers/long-running.ts";
import { commandLine } from "../lifecycle/command-line.ts";
import { programOf } from "../programs/find-program.ts";
import { openByDefault } from "../programs/known-port.ts";
import { remembered } from "../remembered.ts";
import { endpointsOf } from "./endpoints.ts";

/** A port that a container listens on in its pod, and how that is known. */
export interface ServedPort {
  readonly container: Container;
  readonly port: number;
  readonly protocol: string;
  /** The path of what says so. */
  readonly at: FieldPath;
  /** Declared by `ports`, named as an address of its own in arguments or environment, or known of the program. */
  readonly by: "declared" | "listening" | "known";
}

/** Returns the ports that a container serves; a port that it declares counts as declared alone. */
export const servedPorts: (container: Container) => readonly ServedPort[] =
  remembered(readServedPorts);

function readServedPorts(container: Container): readonly ServedPort[] {
  const served = new Map<string, ServedPort>();
  for (const one of [...declared(container), ...listening(container), ...known(container)]) {
    const key = one.by === "declared" ? `${one.port}/${one.protocol}` : `${one.port}/TCP`;
    if (!served.has(key)) served.set(key, one);
  }
  return [...served.values()];
}

/**
 * Returns the long-running containers that serve a TCP port of the pod. What a program is known to listen on counts
 * only where no manifest says who does, and nothing is returned for a port that someone declares as UDP.
 */
export function serversOf(pod: Pod, port: number): readonly ServedPort[] {
  const servers = serversIn(pod).get(`${port}`) ?? [];
  if (servers.some(({ protocol }) => protocol !== "TCP")) return [];
  const certain = servers.filter(({ by }) => by !== "known");
  return certain.length > 0 ? certain : servers;
}

const serversIn = remembered((pod: Pod) =>
  groupBy(longRunning(pod).flatMap(servedPorts), ({ port }) => `${port}`),
);

function declared(container: Container): readonly ServedPort[] {
  return container.ports.map(({ number: port, protocol, at }) => ({
    container,
    port,
    protocol,
    at: [...at, "containerPort"],
    by: "declared",
  }));
}

function listening(container: Container): readonly ServedPort[] {
  return endpointsOf(container).flatMap(({ use, port, at }) =>
    use === "listen" ? [{ container, port, protocol: "TCP", at, by: "listening" as const }] : [],
  );
}

function known(container: Container): readonly ServedPort[] {
  const ports = [
    ...openByDefault(container).flatMap(({ port, protocol }) => (protocol === "UDP" ? [] : port)),
    ...databasePorts(container),
  ];
  const at = [...container.at, "name"];
  return ports.map((port) => ({ container, port, protocol: "TCP", at, by: "known" }));
}

/**
 * The Cloud SQL Auth Proxy listens where its arguments say (`=tcp:5432` of version 1, `?port=5432` and `--port`
 * of version 2), else on the usual port of the database's engine.
 * Source: https://github.com/GoogleCloudPlatform/cloud-sql-proxy/blob/main/migration-guide.md
 */
function databasePorts(container: Container): readonly number[] {
  if (programOf(container)?.name !== "the Cloud SQL Auth Proxy") return [];
  const line = commandLine(container);
  const named = [...line.matchAll(/(?:=tcp:(?:[\w.]+:)?|[?&]port=)(\d+)/g)].map(([, port]) =>
    Number(port),
  );
  if (named.length > 0) return named;
  return /--?(?:port|p|unix-socket|u|dir)\b/.test(line) ? [] : [3306, 5432, 1433];
}
