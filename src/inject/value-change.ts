import { deepEqual, isEmpty, isList, isMap, type Value, type ValueMap } from "../manifest/value.ts";
import { commonItems } from "../text/common-items.ts";
import type { Change, ListChange, ListEntry, MapChange } from "./change.ts";

/**
 * Returns the smallest change that makes one value the other, so that a text loses nothing but what differs; no change
 * where they are equal.
 */
export function valueChange(from: Value, to: Value): Change | undefined {
  if (deepEqual(from, to)) return undefined;
  const replacement: Change = { type: "replace", value: to };
  if (isEmpty(from) || isEmpty(to)) return replacement;
  if (isMap(from) && isMap(to)) return mapChange(from, to) ?? replacement;
  if (isList(from) && isList(to)) return listChange(from, to) ?? replacement;
  return replacement;
}

/** Of two mappings without a common key nothing would be left to put the new keys beside. */
function mapChange(from: ValueMap, to: ValueMap): MapChange | undefined {
  const order = Object.keys(to);
  const common = order.filter((key) => from[key] !== undefined);
  if (common.length === 0) return undefined;
  const change = new Map<string, Change>();
  for (const key of common) {
    const made = valueChange(from[key] ?? null, to[key] ?? null);
    if (made !== undefined) change.set(key, made);
  }
  const added = order.filter((key) => from[key] === undefined);
  const set = new Map(added.map((key) => [key, to[key] ?? null]));
  const remove = new Set(Object.keys(from).filter((key) => to[key] === undefined));
  return { type: "map", set, change, remove, order };
}

function listChange(from: readonly Value[], to: readonly Value[]): ListChange | undefined {
  // The dashes of a list in a list share a line.
  if ([...from, ...to].some(isList)) return undefined;
  const kept = commonItems(from.map(identityOf), to.map(identityOf));
  if (kept.size === 0) return undefined;
  const items = to.map((item, index): ListEntry => {
    const keep = kept.get(index);
    if (keep === undefined) return { add: item };
    const change = valueChange(from[keep] ?? null, item);
    return change === undefined ? { keep } : { keep, change };
  });
  return { type: "list", items };
}

// What tells the items of a list apart, the surest first: the merge keys of core/v1, and those of its other lists.
const IDENTITIES = ["mountPath", "devicePath", "name", "containerPort", "key", "path", "ip"];

/** Returns the text that an item of the other list must have to be the same item, though it may say something else. */
function identityOf(item: Value): string {
  const key = isMap(item) ? IDENTITIES.find((name) => item[name] !== undefined) : undefined;
  return JSON.stringify(isMap(item) && key !== undefined ? [key, item[key]] : item, (_, part) =>
    typeof part === "bigint" ? `${part}n` : part,
  );
}
