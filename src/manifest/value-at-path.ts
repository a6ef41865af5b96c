import type { FieldPath } from "./field-path.ts";
import { isList, isMap, type Value } from "./value.ts";

/** Returns what stands at a path of keys and indexes; undefined where nothing does. */
export function valueAtPath(root: Value, path: FieldPath): Value | undefined {
  let value: Value | undefined = root;
  for (const segment of path) {
    if (typeof segment === "number") value = isList(value) ? value[segment] : undefined;
    else value = isMap(value) ? value[segment] : undefined;
  }
  return value;
}
