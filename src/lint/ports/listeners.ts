import type { FieldPath } from "../../manifest/field-path.ts";
import type { Container } from "../../manifest/pod.ts";
import { asList, asString } from "../../manifest/value.ts";
import { wordsOf } from "../containers/words.ts";
import type { DefaultPort } from "../programs/default-port.ts";
import { programOf } from "../programs/find-program.ts";
import { openByDefault } from "../programs/known-port.ts";
import { remembered } from "../remembered.ts";
import { type Endpoint, endpointsOf } from "./endpoints.ts";

/** A port that a container is sure to listen on, whether it declares the port or not. */
export interface Listener {
  /** The path of the argument, of the variable's value, or of the image whose program does it by default. */
  readonly at: FieldPath;
  readonly port: number;
  readonly protocol: "TCP" | "UDP";
  readonly host: "loopback" | "any";
  /** The flag or variable that says so, or the program whose default it is. */
  readonly source:
    | { readonly flag: string }
    | { readonly variable: string }
    | { readonly program: string; readonly movedBy: readonly string[] };
}

/**
 * Returns the ports that a container is sure to listen on, by its arguments, its variables and the defaults of its program.
 * It is stricter than `endpointsOf`: what may as well be a port that the container connects to is left out.
 */
export const listenersOf: (container: Container) => readonly Listener[] = remembered(readListeners);

function readListeners(container: Container): readonly Listener[] {
  const told = endpointsOf(container).flatMap((endpoint) => toldTo(container, endpoint));
  return [...told, ...openByDefault(container).map((port) => byDefault(container, port))];
}

/** Tells whether a container listens on a port, for its own pod alone or for all, or may do so. */
export function mayListen(container: Container, port: number): boolean {
  return (
    endpointsOf(container).some(
      (endpoint) => endpoint.use === "listen" && endpoint.port === port,
    ) ||
    (programOf(container)?.ports.some((known) => known.port === port) ?? false)
  );
}

/** Returns what says that a container listens on a port, in brackets: ` (--port)`. */
export function sourceOf({ source }: Listener): string {
  if ("flag" in source) return ` (${source.flag})`;
  return "variable" in source ? ` (${source.variable})` : ` (the default of ${source.program})`;
}

function byDefault(container: Container, { port, protocol, host, movedBy }: DefaultPort): Listener {
  const field = container.image === "" ? "name" : "image";
  const program = programOf(container)?.name ?? container.name;
  return {
    at: [...container.at, field],
    port,
    protocol: protocol ?? "TCP",
    host: host ?? "any",
    source: { program, movedBy: (movedBy ?? []).filter((name) => /^(?:--|[A-Z])/.test(name)) },
  };
}

function toldTo(container: Container, endpoint: Endpoint): readonly Listener[] {
  const { at, port, host, name } = endpoint;
  const protocol = protocolOf(name);
  if (protocol === undefined || endpoint.use !== "listen") return [];
  const list = at[container.at.length];
  const isVariable = list === "env";
  const isSure = isVariable
    ? isSureVariable(container, endpoint)
    : !isInScript(container, endpoint) && isSureFlag(container, endpoint);
  if (!isSure) return [];
  return [{ at, port, protocol, host, source: isVariable ? { variable: name } : { flag: name } }];
}

// What speaks UDP by custom, or both, is left out where the name does not say which.
function protocolOf(name: string): Listener["protocol"] | undefined {
  if (/udp/i.test(name)) return "UDP";
  if (/tcp/i.test(name)) return "TCP";
  return /statsd|syslog|dns|quic|http3|snmp|gelf|collectd|graphite|flow/i.test(name)
    ? undefined
    : "TCP";
}

// A name that somebody else is told, such as KAFKA_ADVERTISED_LISTENERS, is none to listen on.
function saysListen(name: string): boolean {
  return /listen|bind/i.test(name) && !/advertis/i.test(name);
}

// Bare numbers like PORT=8080 are often meant for all containers of a pod.
function isSureVariable(container: Container, { name }: Endpoint): boolean {
  return saysListen(name) || isSettingOfProgram(container, name);
}

function isSettingOfProgram(container: Container, name: string): boolean {
  const ports = programOf(container)?.ports ?? [];
  return ports.some(({ movedBy = [] }) => movedBy.includes(name));
}

const OWN_PORT =
  /^-{1,2}(?:(?:https?|web|metrics?|health|healthz|listen|bind|secure|insecure|webhook|server\.|management\.server\.)[-.]?)?port$/;
const OWN_ADDRESS = /^-{1,2}.*(?:metrics?|health|pprof|probe|telemetry)/;

function isSureFlag(container: Container, { name, host }: Endpoint): boolean {
  if (isSettingOfProgram(container, name)) return true;
  if (/port$/i.test(name)) return OWN_PORT.test(name) && !hasOtherHost(container);
  // A client connects neither to `:8080` nor to 0.0.0.0.
  return saysListen(name) || host === "any" || OWN_ADDRESS.test(name);
}

const CLIENTS =
  /^(?:mysql\w*|mariadb\w*|psql|pg_\w+|redis-cli|mongo\w*|nc|ncat|curl|wget|telnet|ssh|clickhouse-client|cqlsh)$/;

// `--host=db --port=5432` is where a client connects to, and `--address=127.0.0.1 --port=80` for the pod alone.
function hasOtherHost(container: Container): boolean {
  const words = wordsOf(container).map(({ text }) => text);
  const program = (words[0] ?? "").replace(/^.*\//, "");
  const hosts = words.flatMap((word, index) => {
    const [, flag, assigned] = /^-{1,2}([\w.-]+)(?:=(.*))?$/s.exec(word) ?? [];
    const isHost = flag !== undefined && /^h$|host(?:name)?$|addr(?:ess)?$|^server$/i.test(flag);
    return isHost ? [assigned ?? words[index + 1] ?? ""] : [];
  });
  return CLIENTS.test(program) || hosts.some((host) => !WILDCARD.test(host));
}

const WILDCARD = /^(?:0\.0\.0\.0|\[?::\]?|\*|)$/;

function isInScript({ at, value }: Container, endpoint: Endpoint): boolean {
  const [list, index] = endpoint.at.slice(at.length);
  if (typeof list !== "string" || typeof index !== "number") return true;
  return /\s/.test((asString(asList(value[list])[index]) ?? "").trim());
}
