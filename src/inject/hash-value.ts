import { canonicalJson, type Value } from "../manifest/value.ts";

/**
 * Returns 12 hexadecimal digits that tell whether a value was changed since.
 * It is cyrb53 (public domain): enough to notice an edit by hand, no protection against a forger.
 */
export function hashValue(value: Value): string {
  const text = canonicalJson(value);
  let high = 0xdeadbeef;
  let low = 0x41c6ce57;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    high = Math.imul(high ^ code, 2654435761);
    low = Math.imul(low ^ code, 1597334677);
  }
  high = Math.imul(high ^ (high >>> 16), 2246822507) ^ Math.imul(low ^ (low >>> 13), 3266489909);
  low = Math.imul(low ^ (low >>> 16), 2246822507) ^ Math.imul(high ^ (high >>> 13), 3266489909);
  const hex = (part: number, digits: number) =>
    (part >>> 0).toString(16).padStart(digits, "0").slice(-digits);
  return hex(low, 4) + hex(high, 8);
}
