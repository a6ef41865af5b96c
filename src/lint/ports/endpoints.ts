import type { FieldPath } from "../../manifest/field-path.ts";
import type { Container } from "../../manifest/pod.ts";
import { wordsOf } from "../containers/words.ts";
import { remembered } from "../remembered.ts";
import { isLoopback } from "./host-address.ts";

/** An address with a port in a container's command, arguments or environment. */
export interface Endpoint {
  /** The path of the argument or of the variable's value. */
  readonly at: FieldPath;
  readonly port: number;
  /** Whether it is an address of the pod's loopback interface, or stands for all addresses (`:8080`, `0.0.0.0:8080`). */
  readonly host: "loopback" | "any";
  /** What the container does with it, as far as the words around it tell. */
  readonly use: "listen" | "connect";
  /** The flag or variable that it is the value of, or what is written where there is none: `--upstream`, `localhost:80`. */
  readonly name: string;
}

/**
 * Returns the ports that a container listens on or connects to in its own pod, as its command, arguments and environment
 * say. It is a guess by the words around an address; where they are unclear, the address is left out.
 */
export const endpointsOf: (container: Container) => readonly Endpoint[] = remembered(readEndpoints);

function readEndpoints(container: Container): readonly Endpoint[] {
  return [...inWords(container), ...inEnv(container), ...inPairs(container)];
}

// Names of variables and flags for the address under which others see the program.
const PUBLIC_ADDRESS =
  /(?:^|[-_.])(?:origin|cors|redirect|callback|public|external|root_?url|base_?url|issuer|allowed|no_proxy|advertise)/i;

/** Returns the ports of the pod that a container connects to; an address that is told to others is none of them. */
export function connectionsOf(container: Container): readonly Endpoint[] {
  return endpointsOf(container).filter(
    ({ use, name }) => use === "connect" && !PUBLIC_ADDRESS.test(name),
  );
}

function inWords(container: Container): readonly Endpoint[] {
  // A script of `sh -c` is one argument of many words.
  const words = wordsOf(container).flatMap(({ at, text: script }) =>
    script.split(/[\s"';|&()]+/).map((text) => ({ at, text })),
  );
  return words.flatMap((word, index) => {
    const [, flag, assigned] = /^(-{1,2}[\w.-]+)=(.*)$/s.exec(word.text) ?? [];
    if (flag !== undefined) return inText(word.at, assigned ?? "", flag);
    const before = words[index - 1]?.text ?? "";
    if (isLoopback(word.text) && /^\d+$/.test(words[index + 1]?.text ?? "")) {
      return endpoint(word.at, Number(words[index + 1]?.text), "loopback", "connect", word.text);
    }
    return inText(word.at, word.text, /^(?:--[a-z]|-[a-z]{4})[\w.-]*$/i.test(before) ? before : "");
  });
}

function inEnv(container: Container): readonly Endpoint[] {
  return container.env.flatMap(({ at, name, value = "" }) => inText([...at, "value"], value, name));
}

// Variables of clients only: HOST, SERVER_HOST and the like may be the program's own address.
const STORE_HOST =
  /^(?:\w+_)?(?:DB|DATABASE|PG|POSTGRES(?:QL)?|MYSQL|MARIADB|SQL|REDIS|MEMCACHED?|MONGO(?:DB)?|RABBITMQ|STATSD)_?HOST(?:NAME)?$/;

/** Returns the connections of a variable for the host and one for the port: `DB_HOST` and `DB_PORT`. */
function inPairs({ env }: Container): readonly Endpoint[] {
  return env.flatMap(({ name, value = "" }) => {
    if (!isLoopback(value) || !STORE_HOST.test(name)) return [];
    const portName = name.replace(/HOST(?:NAME)?$/, "PORT");
    const port = env.find((one) => one.name === portName);
    if (port === undefined || !/^\d{2,5}$/.test(port.value ?? "")) return [];
    return endpoint([...port.at, "value"], Number(port.value), "loopback", "connect", portName);
  });
}

// The host may be missing only where the text is nothing but the port.
const ADDRESS =
  /(?<![\w.-])(localhost|127(?:\.\d{1,3}){3}|\[::1\]|0\.0\.0\.0|\[::\]|\*):(\d{2,5})(?![\w.:-])/g;

function inText(at: FieldPath, text: string, name: string): readonly Endpoint[] {
  const bare = /^:?(\d{2,5})$/.exec(text)?.[1];
  if (bare !== undefined) {
    const listens = text.startsWith(":")
      ? LISTENS.test(name)
      : LISTENING_PORT.test(name) && !PORT_OF_ANOTHER.test(name);
    return listens ? endpoint(at, Number(bare), "any", "listen", name) : [];
  }
  return [...text.matchAll(ADDRESS)].flatMap((match) => {
    const [address, host = "", port] = match;
    const use = useOf(text.slice(0, match.index), host, name);
    if (use === undefined) return [];
    const where = isLoopback(host) ? "loopback" : "any";
    return endpoint(at, Number(port), where, use, name === "" ? address : name);
  });
}

// Flags and variables whose value is an address or port of the program's own.
const LISTENS =
  /listen|bind|serve(?!r)|^-{0,2}addr(?:ess)?$|(?:^|[-_.])(?:http|grpc|web|metrics?|health|admin|status|probe|telemetry|pprof)s?[-_.]?(?:bind[-_.]?)?addr(?:ess)?$/i;
const LISTENING_PORT =
  /^-{1,2}(?:[\w.-]*[.-])?port$|^(?:(?:HTTPS?|GRPC|WEB|SERVER|LISTEN|METRICS?|HEALTH|ADMIN|MANAGEMENT)_)?PORT$/;

// The programs whose own variables these are connect to an agent: CONSUL_HTTP_ADDR.
const CLIENT_VARIABLE = /^(?:CONSUL|NOMAD|VAULT)_/;
// `--db-port=5432` is a port of somebody else, perhaps of another host.
const PORT_OF_ANOTHER =
  /^-.*\b(?:app|target|upstream|backend|remote|server|service|proxy|peer|dest|db|database|sql|mysql|postgres|pg|redis|mongo|mongodb|memcached|kafka|smtp)[-_]port$/i;

function useOf(before: string, host: string, name: string): Endpoint["use"] | undefined {
  if (LISTENS.test(name) && !CLIENT_VARIABLE.test(name)) return "listen";
  if (!isLoopback(host)) return undefined;
  const isFlagOfAddress = name.startsWith("-") && /addr(?:ess)?$|host$/i.test(name);
  // `--redis-address=127.0.0.1:6379` and `--proxy-address=127.0.0.1:8080` look alike.
  return isFlagOfAddress && !before.includes("://") ? undefined : "connect";
}

function endpoint(
  at: FieldPath,
  port: number,
  host: Endpoint["host"],
  use: Endpoint["use"],
  name: string,
): readonly Endpoint[] {
  return port > 0 && port < 65536 ? [{ at, port, host, use, name }] : [];
}
