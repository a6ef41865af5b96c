import type { FieldPath } from "../../manifest/field-path.ts";
import type { Container } from "../../manifest/pod.ts";
import { type Listener, listenersOf } from "./listeners.ts";

/** A port that a container declares or is sure to listen on. */
export interface OpenPort {
  readonly container: Container;
  readonly at: FieldPath;
  readonly port: number;
  readonly protocol: string;
  /** The address that it listens on, as far as that is known. */
  readonly host: Listener["host"] | "unknown";
  readonly isDeclared: boolean;
  /** What says that the container listens; undefined where it only declares the port. */
  readonly listener?: Listener;
}

/** Returns the ports that a container declares, then those that it is sure to listen on without declaring them; each once. */
export function openPortsOf(container: Container): readonly OpenPort[] {
  const open = new Map<string, OpenPort>();
  for (const { at, number: port, protocol } of container.ports) {
    const declared = { container, at: [...at, "containerPort"], port, protocol };
    open.set(`${port}/${protocol}`, { ...declared, host: "unknown", isDeclared: true });
  }
  for (const listener of listenersOf(container)) {
    const { at, port, protocol, host } = listener;
    const key = `${port}/${protocol}`;
    const known = open.get(key);
    const listening = { container, at, port, protocol, host, isDeclared: false, listener };
    if (known === undefined) open.set(key, listening);
    else if (known.host !== "any") open.set(key, { ...known, host, listener });
  }
  return [...open.values()];
}
