import type { EnvVar, Pod } from "../../manifest/pod.ts";
import { asString } from "../../manifest/value.ts";
import { valueAtPath } from "../../manifest/value-at-path.ts";
import type { LocalConnection } from "../ports/local-connections.ts";
import { commandLine } from "./command-line.ts";
import { isFollowed } from "./is-followed.ts";

/** Whether an init container needs a server to be there: `sure`, `likely`, or `none` as far as the manifest shows. */
export type Need = "sure" | "likely" | "none";

// A single `&` at the end of a command, and programs that go to the background by themselves.
const BACKGROUND = /(?<![&>\d])&(?![&>\d])|\bnohup\b|\bpg_ctl\b|\bmysqld\b|--daemon/;

const GOES_ON = /\|\|\s*(?:true|:|exit\s+0|echo)(?![\w/])/;

const CLIENTS =
  /\b(?:curl|wget|nc|ncat|psql|mysql|mysqladmin|redis-cli|mongo(?:sh)?|grpcurl|grpc_health_probe|docker|vault)\b/;

const DATABASE = /\b(?:postgres(?:ql)?|mysql|mariadb|mongodb|redis|amqp|sqlserver)(?:\+\w+)?:\/\//;

/**
 * Returns whether an init container needs what it connects to. Init containers also start servers of their own, and write
 * addresses into the configuration of the app, so an address alone in a script counts for nothing.
 */
export function needOf(pod: Pod, connection: LocalConnection): Need {
  const { client, endpoint, server } = connection;
  const line = commandLine(client);
  if (client.image === server.container.image || BACKGROUND.test(line)) return "none";
  if (GOES_ON.test(line)) return "none";
  const variable = client.env.find(
    ({ name, at }) =>
      name === endpoint.name && at.every((step, index) => endpoint.at[index] === step),
  );
  if (variable !== undefined) return isShared(pod, connection, variable) ? "none" : "likely";
  const text = asString(valueAtPath(pod.value, endpoint.at)) ?? "";
  const address = new RegExp(
    `(?:localhost|(?<![.\\d])127[.\\d]+|\\[::1\\])[:/\\s]+${endpoint.port}\\b`,
  );
  const asks = line.split(/[\n;|&]/).some((command) => isFollowed(command, CLIENTS, address));
  if (asks || (DATABASE.test(text) && !/\s/.test(text))) return "sure";
  return /\s/.test(text) ? "none" : "likely";
}

// A list of variables is often shared with the app, and then tells nothing of the init container, unless it is for a database,
// as that is what init containers set up.
function isShared(pod: Pod, { client, server }: LocalConnection, variable: EnvVar): boolean {
  const { name, value = "" } = variable;
  const holders = pod.containers.filter(
    (container) =>
      container !== client && container.env.some((one) => one.name === name && one.value === value),
  );
  if (holders.includes(server.container)) return true;
  return holders.length > 0 && !DATABASE.test(value) && !/^\d+$/.test(value);
}
