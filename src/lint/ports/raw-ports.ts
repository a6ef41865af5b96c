import type { FieldPath } from "../../manifest/field-path.ts";
import type { Container } from "../../manifest/pod.ts";
import { asList, type Value } from "../../manifest/value.ts";

/** An entry of a container's `ports` as it is written, also where the view of the pod leaves it out. */
export interface RawPort {
  readonly at: FieldPath;
  readonly value: Value;
}

/** Returns what stands in a container's `ports`. */
export function rawPortsOf({ at, value }: Container): readonly RawPort[] {
  return asList(value["ports"]).map((item, index) => ({
    at: [...at, "ports", index],
    value: item,
  }));
}
