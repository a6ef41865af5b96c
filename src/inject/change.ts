import { keyText } from "../manifest/node-value.ts";
import type { Entry, Node } from "../manifest/outline.ts";
import { isList, isMap, mapOf, type Value } from "../manifest/value.ts";

// What becomes of a pod template, as a tree over the value that is there now. The same tree is applied to
// the value (for the checks), rendered as text edits (`splice.ts`) and as RFC 6902 (`json-patch.ts`).

/** What becomes of a mapping: keys that come in, go, or change. */
export interface MapChange {
  readonly type: "map";
  readonly set: ReadonlyMap<string, Value>;
  readonly change: ReadonlyMap<string, Change>;
  readonly remove: ReadonlySet<string>;
  /** The order in which the keys are wanted; without it new keys stand where people write them. */
  readonly order?: readonly string[];
}

/** An item of the list as it will be: one that stays (by its index now), or a new one. */
export type ListEntry =
  | { readonly keep: number; readonly change?: Change }
  | { readonly add: Value; readonly moved?: MovedItem };

/** The item, by its index now, that comes to another place, and what becomes of it there. */
export interface MovedItem {
  readonly from: number;
  readonly change?: Change;
}

/** What becomes of a list: its items in their new order; an index that is missing is taken out. */
export interface ListChange {
  readonly type: "list";
  readonly items: readonly ListEntry[];
}

/** Another value in place of the one that is there; `text` is how it is to be written, if that is known. */
export interface Replacement {
  readonly type: "replace";
  readonly value: Value;
  /** The bytes behind the `:` that an earlier run replaced. */
  readonly text?: string;
}

/** What becomes of a value. */
export type Change = MapChange | ListChange | Replacement;

/** Called with each copy that is made of a mapping or list, so that what is known of it can be carried over. */
export type OnCopy = (original: object, copy: object) => void;

/** Returns the value with the change made; what does not change is the same object as before. */
export function applyChange(value: Value, change: Change, onCopy: OnCopy = () => {}): Value {
  if (change.type === "replace") return change.value;
  if (change.type === "list") {
    const list = isList(value) ? value : [];
    const copy = change.items.map((entry) => {
      if ("add" in entry) return entry.add;
      const item = list[entry.keep] ?? null;
      return entry.change === undefined ? item : applyChange(item, entry.change, onCopy);
    });
    onCopy(list, copy);
    return copy;
  }
  const map = isMap(value) ? value : {};
  const kept = Object.entries(map).filter(([key]) => !change.remove.has(key));
  const changed = kept.map(([key, field]): readonly [string, Value] => {
    const inner = change.change.get(key);
    return [key, inner === undefined ? field : applyChange(field, inner, onCopy)];
  });
  const copy = mapOf([...changed, ...change.set]);
  onCopy(map, copy);
  return copy;
}

/** Tells whether a change leaves nothing in a node. */
export function isEmptied(node: Node, change: Change): boolean {
  if (change.type === "replace") return change.text !== undefined;
  if (change.type === "list") return change.items.length === 0;
  const isGone = ({ key }: Entry) => change.remove.has(keyText(key));
  return change.set.size === 0 && node.type === "map" && node.entries.every(isGone);
}
