/** What JSON can hold. */
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/** An operation of RFC 6902, as far as the program makes them. */
export interface Operation {
  readonly op: string;
  readonly path: string;
  readonly value?: Json;
}

/** What `-o json-patch` prints for one object: `item` is its place in a list, or those in nested lists. */
export interface ObjectPatch {
  readonly document: number;
  readonly item?: number | readonly number[];
  readonly patch: readonly Operation[];
}

/**
 * Returns the value after the operations of RFC 6902, in their order; the given value stays as it is.
 * Throws for an operation that the RFC does not allow on the value.
 */
export function patched(value: Json, operations: readonly Operation[]): Json {
  const root: Json = { root: structuredClone(value) };
  for (const operation of operations) {
    // RFC 6901: `~1` is decoded before `~0`.
    const tokens = `/root${operation.path}`.split("/").slice(1);
    const path = tokens.map((token) => token.replaceAll("~1", "/").replaceAll("~0", "~"));
    const last = path.pop() ?? "";
    apply(path.reduce<Json>(child, root), last, operation);
  }
  return root["root"] ?? null;
}

function child(parent: Json, token: string): Json {
  if (Array.isArray(parent)) {
    const item = parent[indexOf(token, parent.length - 1)];
    if (item !== undefined) return item;
  } else if (isObject(parent)) {
    const field = parent[token];
    if (field !== undefined) return field;
  }
  throw new Error(`nothing is at "${token}"`);
}

function apply(parent: Json, token: string, { op, value }: Operation): void {
  const copy = value === undefined ? undefined : structuredClone(value);
  if (op !== "remove" && copy === undefined) throw new Error(`"${op}" without a value`);
  if (op !== "add") child(parent, token); // RFC 6902, 4.2 and 4.3: the target must be there.
  if (Array.isArray(parent)) applyToList(parent, token, op, copy ?? null);
  else if (isObject(parent)) applyToObject(parent, token, op, copy ?? null);
  else throw new Error(`nothing can be put at "${token}"`);
}

function applyToList(list: Json[], token: string, op: string, value: Json): void {
  if (op === "add")
    list.splice(token === "-" ? list.length : indexOf(token, list.length), 0, value);
  else if (op === "replace") list[indexOf(token, list.length - 1)] = value;
  else if (op === "remove") list.splice(indexOf(token, list.length - 1), 1);
  else throw new Error(`unknown operation "${op}"`);
}

function applyToObject(object: { [key: string]: Json }, token: string, op: string, value: Json) {
  if (op === "add" || op === "replace") object[token] = value;
  else if (op === "remove") delete object[token];
  else throw new Error(`unknown operation "${op}"`);
}

function indexOf(token: string, last: number): number {
  const index = Number(token);
  if (!/^(?:0|[1-9][0-9]*)$/.test(token) || index > last) throw new Error(`no index "${token}"`);
  return index;
}

/** Tells whether the value is an object of JSON. */
export function isObject(value: Json | undefined): value is { [key: string]: Json } {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
