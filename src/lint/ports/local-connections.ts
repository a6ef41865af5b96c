import type { Container, Pod } from "../../manifest/pod.ts";
import { asString } from "../../manifest/value.ts";
import { valueAtPath } from "../../manifest/value-at-path.ts";
import { isQuitPath } from "../lifecycle/stop-command.ts";
import { remembered } from "../remembered.ts";
import { connectionsOf, type Endpoint } from "./endpoints.ts";
import { type ServedPort, servedPorts, serversOf } from "./served-ports.ts";

/** A connection of a container to a port that one other container of its pod serves. */
export interface LocalConnection {
  readonly client: Container;
  readonly endpoint: Endpoint;
  readonly server: ServedPort;
}

/**
 * Returns the connections between the containers of a pod, at most one for each client and port. Left out is what is
 * no sign of a need: a port that the client serves itself or that two others serve, and a request to end the server.
 */
export const localConnections: (pod: Pod) => readonly LocalConnection[] = remembered((pod) =>
  pod.containers.length < 2 ? [] : pod.containers.flatMap((one) => of(pod, one)),
);

function of(pod: Pod, client: Container): readonly LocalConnection[] {
  const ports = new Set<number>();
  const certain = servedPorts(client).filter(({ by }) => by !== "known");
  const own = new Set(certain.map(({ port }) => port));
  return connectionsOf(client).flatMap((endpoint) => {
    const { port } = endpoint;
    if (ports.has(port)) return [];
    if (isRequestToQuit(pod, endpoint)) return [];
    ports.add(port);
    if (own.has(port)) return [];
    const [server, ...others] = serversOf(pod, port);
    if (server === undefined || others.length > 0 || server.container === client) return [];
    return [{ client, endpoint, server }];
  });
}

function isRequestToQuit(pod: Pod, { at, port }: Endpoint): boolean {
  const text = asString(valueAtPath(pod.value, at)) ?? "";
  const paths = [...text.matchAll(new RegExp(`:${port}(/[\\w./-]*)?`, "g"))].map(
    ([, path = ""]) => path,
  );
  return paths.length > 0 && paths.every(isQuitPath);
}
