import { isList, isMap, type Value } from "../manifest/value.ts";
import type { Change, ListChange } from "./change.ts";
import { itemKey, type KeyedPath } from "./keyed-path.ts";
import { valueChange } from "./value-change.ts";

/** A value that two values differ in, as deep within them as can be told. */
export interface LeafDifference {
  readonly path: KeyedPath;
  readonly there?: Value;
  readonly wanted?: Value;
}

/** Returns in what a value at a path differs from what is wanted there. */
export function leafDifferences(
  there: Value,
  wanted: Value,
  path: KeyedPath,
): readonly LeafDifference[] {
  const change = valueChange(there, wanted);
  return change === undefined ? [] : leavesOf(there, change, path);
}

function leavesOf(there: Value, change: Change, path: KeyedPath): readonly LeafDifference[] {
  if (change.type === "replace") {
    return [{ path, there, wanted: change.value }];
  }
  if (change.type === "map") {
    const map = isMap(there) ? there : {};
    const at = (key: string) => [...path, key];
    return [
      ...[...change.change].flatMap(([key, inner]) =>
        leavesOf(map[key] ?? null, inner, [...path, key]),
      ),
      ...[...change.remove].map((key) => ({ path: at(key), there: map[key] ?? null })),
      ...[...change.set].map(([key, value]) => ({ path: at(key), wanted: value })),
    ];
  }
  return listLeaves(isList(there) ? there : [], change, path);
}

function listLeaves(
  list: readonly Value[],
  change: ListChange,
  path: KeyedPath,
): readonly LeafDifference[] {
  const kept = new Set(change.items.map((entry) => ("keep" in entry ? entry.keep : -1)));
  const gone = list.flatMap((item, index) =>
    kept.has(index) ? [] : [{ path: itemPath(path, item, index), there: item }],
  );
  const added = change.items.flatMap((entry, index) =>
    "add" in entry ? [{ path: itemPath(path, entry.add, index), wanted: entry.add }] : [],
  );
  const changed = change.items.flatMap((entry) => {
    if ("add" in entry || entry.change === undefined) return [];
    const item = list[entry.keep] ?? null;
    const name = itemName(path, item, entry.keep);
    return leavesOf(item, entry.change, [...path, { item: name }]);
  });
  // One argument in place of another is one difference.
  const pairs = gone.map((difference, index) => ({ ...added[index], ...difference }));
  return [...changed, ...pairs, ...added.slice(gone.length)];
}

function itemPath(path: KeyedPath, item: Value, index: number): KeyedPath {
  return [...path, { item: itemName(path, item, index) }];
}

/** An item of a list without keys is called by its 0-based place. */
function itemName(path: KeyedPath, item: Value, index: number): string {
  return itemKey(String(path.at(-1)), item) ?? String(index);
}
