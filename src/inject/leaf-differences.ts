import { isList, isMap, type Value } from "../manifest/value.ts";
import type { Change, ListChange } from "./change.ts";
import { formatKeyedPath, itemKey, type KeyedPath } from "./keyed-path.ts";
import { valueChange } from "./value-change.ts";

/** A value that two values differ in, as deep within them as can be told; an item that has moved is the same in both. */
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
  return [...changed, ...paired(gone, added)];
}

/** Returns what goes and comes: an item that moves is one difference, as is one argument in place of another. */
function paired(
  gone: readonly LeafDifference[],
  added: readonly LeafDifference[],
): readonly LeafDifference[] {
  const places = new Map(added.map((leaf) => [formatKeyedPath(leaf.path), leaf]));
  const partners = new Map(gone.map((leaf) => [leaf, places.get(formatKeyedPath(leaf.path))]));
  const moved = new Set(partners.values());
  const goes = gone.filter((leaf) => partners.get(leaf) === undefined);
  const comes = added.filter((leaf) => !moved.has(leaf));
  const newWords = comes.filter(isWord);
  return [
    ...gone.flatMap((leaf) => movedLeaves(leaf, partners.get(leaf))),
    ...[...goes, ...comes].filter((leaf) => !isWord(leaf)),
    ...goes.filter(isWord).map((leaf, index) => ({ ...newWords[index], ...leaf })),
    ...newWords.slice(goes.filter(isWord).length),
  ];
}

function isWord({ there, wanted = null }: LeafDifference): boolean {
  return !isMap(there ?? wanted);
}

function movedLeaves(
  from: LeafDifference,
  to: LeafDifference | undefined,
): readonly LeafDifference[] {
  if (to === undefined) return [];
  const leaves = leafDifferences(from.there ?? null, to.wanted ?? null, from.path);
  return leaves.length === 0 ? [{ ...to, ...from }] : leaves;
}

function itemPath(path: KeyedPath, item: Value, index: number): KeyedPath {
  return [...path, { item: itemName(path, item, index) }];
}

/** An item of a list without keys is called by its 0-based place. */
function itemName(path: KeyedPath, item: Value, index: number): string {
  return itemKey(String(path.at(-1)), item) ?? String(index);
}
