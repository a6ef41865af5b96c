import { canonicalValue } from "../manifest/canonical-value.ts";
import { deepEqual, type Value } from "../manifest/value.ts";
import { hashValue } from "./hash-value.ts";
import type { KeyedPath } from "./keyed-path.ts";

/**
 * Returns a field's value in the form in which it is compared with what was put in, or is wanted: what an API server
 * adds to it, and how it writes amounts, makes no difference.
 */
export function canonicalField(path: KeyedPath, value: Value): Value {
  const field = path.findLast((segment) => typeof segment === "string");
  return canonicalValue(String(field), value);
}

/** Tells whether two values of a field say the same. */
export function isEqualField(path: KeyedPath, a: Value, b: Value): boolean {
  return deepEqual(a, b) || deepEqual(canonicalField(path, a), canonicalField(path, b));
}

/** Tells whether a hash of the marker is that of a value; version 0.1.0 took the value as it was written. */
export function fitsHash(path: KeyedPath, value: Value, hash: string): boolean {
  return hash === hashField(path, value) || hash === hashValue(value);
}

/** Returns the hash of a field's value that the marker records. */
export function hashField(path: KeyedPath, value: Value): string {
  return hashValue(canonicalField(path, value));
}
