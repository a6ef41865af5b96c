/** What a manifest says, as Kubernetes reads it: integers outside the safe range are bigints. */
export type Value = null | boolean | number | bigint | string | readonly Value[] | ValueMap;

/** A mapping; it has no prototype, so that a key like `__proto__` is a key like any other. */
export interface ValueMap {
  readonly [key: string]: Value;
}

/** Returns a mapping of the entries; a later entry of the same key wins, as it does in Kubernetes. */
export function mapOf(entries: Iterable<readonly [string, Value]>): ValueMap {
  const map: Record<string, Value> = Object.create(null);
  for (const [key, value] of entries) map[key] = value;
  return map;
}

/** Tells whether the value is a mapping. */
export function isMap(value: Value | undefined): value is ValueMap {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Tells whether the value is a list. */
export function isList(value: Value | undefined): value is readonly Value[] {
  return Array.isArray(value);
}

/** Tells whether there is nothing in the value: it is null, or a mapping or list without entries. */
export function isEmpty(value: Value): boolean {
  if (isList(value)) return value.length === 0;
  return value === null || (isMap(value) && Object.keys(value).length === 0);
}

/** Returns the value as a mapping, or an empty one for anything else. */
export function asMap(value: Value | undefined): ValueMap {
  return isMap(value) ? value : {};
}

/** Returns the value as a list, or an empty one for anything else. */
export function asList(value: Value | undefined): readonly Value[] {
  return isList(value) ? value : [];
}

/** Returns the value if it is a string. */
export function asString(value: Value | undefined): string | undefined {
  return typeof value === "string" ? value : undefined;
}

/** Returns JSON with sorted keys: two values are deeply equal exactly when these texts are equal. */
export function canonicalJson(value: Value): string {
  if (typeof value === "bigint") return value.toString();
  if (isList(value)) return `[${value.map(canonicalJson).join(",")}]`;
  if (!isMap(value)) return JSON.stringify(value);
  const fields = Object.keys(value).sort();
  return `{${fields.map((key) => `${JSON.stringify(key)}:${canonicalJson(value[key] ?? null)}`).join(",")}}`;
}

/** Tells whether two values are deeply equal; the order of keys does not count, that of items does. */
export function deepEqual(a: Value, b: Value): boolean {
  return a === b || canonicalJson(a) === canonicalJson(b);
}

/** Returns the entries of a mapping whose values are strings, as labels and annotations are. */
export function stringMap(value: Value | undefined): Readonly<Record<string, string>> {
  const strings: Record<string, string> = Object.create(null);
  for (const [key, field] of Object.entries(asMap(value))) {
    if (typeof field === "string") strings[key] = field;
  }
  return strings;
}
