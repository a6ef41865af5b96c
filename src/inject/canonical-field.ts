import type { Value } from "../manifest/value.ts";
import { hashValue } from "./hash-value.ts";
import type { KeyedPath } from "./keyed-path.ts";

/** Returns a field's value in the form in which it is compared with what was put in, or is wanted. */
export function canonicalField(_path: KeyedPath, value: Value): Value {
  return value;
}

/** Returns the hash of a field's value that the marker records. */
export function hashField(path: KeyedPath, value: Value): string {
  return hashValue(canonicalField(path, value));
}
