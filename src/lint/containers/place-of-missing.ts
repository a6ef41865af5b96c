import type { FieldPath } from "../../manifest/field-path.ts";
import type { Container } from "../../manifest/pod.ts";
import { asMap } from "../../manifest/value.ts";

/** Returns where to point for a field that a container lacks: at the nearest one around it, or at the container's name. */
export function placeOfMissing(container: Container, ...keys: readonly string[]): FieldPath {
  const present: string[] = [];
  let value = container.value;
  for (const key of keys) {
    if (value[key] === undefined) break;
    present.push(key);
    value = asMap(value[key]);
  }
  return [...container.at, ...(present.length === 0 ? ["name"] : present)];
}
