import type { FieldPath } from "../../manifest/field-path.ts";
import type { Container } from "../../manifest/pod.ts";
import { PROBE_KINDS } from "../../manifest/read-pod.ts";
import { isMap, type Value, type ValueMap } from "../../manifest/value.ts";
import { type Hook, hooksOf } from "./hook.ts";

/** A probe of a container as it is written. */
export interface RawProbe {
  readonly at: FieldPath;
  readonly kind: (typeof PROBE_KINDS)[number];
  readonly value: ValueMap;
}

/** Returns the probes of a container. */
export function rawProbesOf({ at, value }: Container): readonly RawProbe[] {
  return PROBE_KINDS.flatMap((kind) => {
    const probe = value[kind];
    return isMap(probe) ? [{ at: [...at, kind], kind, value: probe }] : [];
  });
}

/** An httpGet or tcpSocket that the kubelet carries out, in a probe or in a hook. */
export interface NetworkHandler {
  readonly at: FieldPath;
  /** The field that it is in: `livenessProbe`, `preStop`. */
  readonly kind: RawProbe["kind"] | Hook["kind"];
  readonly host: Value | undefined;
  readonly port: Value | undefined;
}

/** Returns the httpGet and tcpSocket handlers of a container's probes and hooks. */
export function networkHandlersOf(container: Container): readonly NetworkHandler[] {
  return [...rawProbesOf(container), ...hooksOf(container)].flatMap(({ at, kind, value }) =>
    (["httpGet", "tcpSocket"] as const).flatMap((handler) => {
      const action = value[handler];
      if (!isMap(action)) return [];
      return [{ at: [...at, handler], kind, host: action["host"], port: action["port"] }];
    }),
  );
}
