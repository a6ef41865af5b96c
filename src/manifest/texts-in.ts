import { isList, isMap, type Value } from "./value.ts";

/** Returns all texts and numbers in a value, at whatever depth, as text. */
export function textsIn(value: Value): readonly string[] {
  if (isList(value)) return value.flatMap(textsIn);
  if (isMap(value)) return Object.values(value).flatMap(textsIn);
  return value === null || typeof value === "boolean" ? [] : [String(value)];
}
