import { isEmpty, isList, isMap, mapOf, type Value, type ValueMap } from "../manifest/value.ts";
import { applyChange, type Change, type ListEntry } from "./change.ts";
import {
  formatKeyedPath,
  type ItemSegment,
  isSameKey,
  itemKey,
  type KeyedPath,
} from "./keyed-path.ts";
import { valueChange } from "./value-change.ts";

/** Where a new item goes in its list. */
export type Place = "first" | "last" | { readonly before: string } | { readonly after: string };

/** A field that is to be there, with its value. */
export interface Want {
  readonly path: KeyedPath;
  readonly value: Value;
  readonly place: Place;
  /** The item comes in beside another one of its name: a conflict, which the checks then find in the result. */
  readonly clash?: true;
  /** An item that is there already is put where a new one would be. */
  readonly anew?: true;
}

/** What is to become of a pod template. */
export interface Wish {
  /** Fields to add, or to set where an earlier run has added them. In lists they come in this order. */
  readonly wants: readonly Want[];
  /** Fields to take out. */
  readonly removes: readonly KeyedPath[];
  /** Formatted paths of collections that go when nothing is left in them. */
  readonly created: ReadonlySet<string>;
  /** Formatted paths of fields that get this text back when nothing is left in them. */
  readonly replaced: ReadonlyMap<string, string>;
}

/** The change that fulfils a wish, and the collections that it has to make for that. */
export interface BuiltChange {
  readonly change: Change | undefined;
  /** Paths of mappings and lists that were not there. */
  readonly created: readonly KeyedPath[];
  /** Paths of fields that were null or empty. */
  readonly filled: readonly KeyedPath[];
  /** Paths of items that come to another place. */
  readonly moved: readonly KeyedPath[];
}

/** Returns the change that makes a pod template as it is wished; no change where it is so already. */
export function buildChange(template: ValueMap, wish: Wish): BuiltChange {
  const builder: Builder = { wish, created: [], filled: [], moved: [] };
  const change = changeOf(
    template,
    { wants: wish.wants, removes: wish.removes, path: [] },
    builder,
  );
  return { change, created: builder.created, filled: builder.filled, moved: builder.moved };
}

interface Builder {
  readonly wish: Wish;
  readonly created: KeyedPath[];
  readonly filled: KeyedPath[];
  readonly moved: KeyedPath[];
}

/** The part of a wish that is about one field; the paths of `wants` and `removes` start at `path`. */
interface Part {
  readonly path: KeyedPath;
  readonly wants: readonly Want[];
  readonly removes: readonly KeyedPath[];
}

function changeOf(value: Value, part: Part, builder: Builder): Change | undefined {
  const exact = part.wants.find((want) => want.path.length === part.path.length);
  if (exact !== undefined) {
    return valueChange(value, exact.value);
  }
  if (isEmpty(value) && part.wants.length > 0) {
    builder.filled.push(part.path);
    return { type: "replace", value: createValue(part, builder) };
  }
  if (isList(value)) return listChange(value, part, builder);
  return isMap(value) ? mapChange(value, part, builder) : undefined;
}

function mapChange(map: ValueMap, part: Part, builder: Builder): Change | undefined {
  const set = new Map<string, Value>();
  const change = new Map<string, Change>();
  const remove = new Set<string>();
  for (const [key, inner] of inKeyOrder(partsOf(part))) {
    if (typeof key !== "string") continue;
    const field = map[key];
    if (field === undefined) {
      if (inner.wants.length > 0) set.set(key, setValue(inner, builder));
    } else if (inner.removes.some((path) => path.length === inner.path.length)) {
      remove.add(key);
    } else {
      const made = changeOf(field, inner, builder);
      const left = made === undefined ? undefined : leftOver(field, made, inner, builder);
      if (left === "remove") remove.add(key);
      else if (made !== undefined) change.set(key, left ?? made);
    }
  }
  if (set.size + change.size + remove.size === 0) return undefined;
  return { type: "map", set, change, remove };
}

// New keys come in the order in which people write them.
const KEY_ORDER = ["labels", "initContainers", "volumes"];

function inKeyOrder(parts: ReturnType<typeof partsOf>): ReturnType<typeof partsOf> {
  const rank = (segment: string | ItemSegment) => {
    const index = typeof segment === "string" ? KEY_ORDER.indexOf(segment) : -1;
    return index === -1 ? KEY_ORDER.length : index;
  };
  return parts.toSorted(([a], [b]) => rank(a) - rank(b));
}

/** Returns what becomes of a collection in which nothing is left: what it was before the injection. */
function leftOver(
  field: Value,
  made: Change,
  part: Part,
  { wish }: Builder,
): "remove" | Change | undefined {
  if (part.wants.length > 0 || !isEmpty(applyChange(field, made))) return undefined;
  const path = formatKeyedPath(part.path);
  const text = wish.replaced.get(path);
  if (text !== undefined) return { type: "replace", value: null, text };
  return wish.created.has(path) ? "remove" : undefined;
}

function listChange(list: readonly Value[], part: Part, builder: Builder): Change | undefined {
  const name = String(part.path.at(-1));
  const isNamed = (value: Value, item: string) => isSameKey(name, itemKey(name, value), item);
  const parts = partsOf(part).flatMap(([segment, inner]) =>
    typeof segment === "string" ? [] : [itemPart(segment.item, inner)],
  );
  const moving = new Map(
    parts.flatMap(({ item, want }) => {
      const index = want?.anew === true ? list.findIndex((value) => isNamed(value, item)) : -1;
      return index === -1 ? [] : [[item, index] as const];
    }),
  );
  const leaving = new Set(moving.values());
  let entries: ListEntry[] = list.flatMap((_, keep) => (leaving.has(keep) ? [] : [{ keep }]));
  let first = 0;
  for (const { item, inner, want, clashes } of parts) {
    const find = (other: string) =>
      entries.findIndex((entry) => isNamed(entryValue(entry, list), other));
    const at = find(item);
    const keep = moving.get(item) ?? keptIndex(entries[at]);
    const gone = inner.removes.some((path) => path.length === inner.path.length);
    const made =
      keep === undefined || gone ? undefined : changeOf(list[keep] ?? null, inner, builder);
    const kept = keep === undefined ? undefined : keptEntry(keep, made);
    entries.push(...clashes.map(({ value }) => ({ add: value })));
    if (at !== -1) {
      if (gone) entries = entries.filter((_, index) => index !== at);
      else if (kept !== undefined) entries[at] = kept;
      if (want?.place === "first") first = Math.max(first, at + 1);
    } else if (want !== undefined) {
      const index = placeIndex(want.place, { first, last: entries.length }, find);
      entries.splice(index, 0, kept ?? { add: want.value });
      if (want.place === "first") first = index + 1;
    }
  }
  const items = inOrder(entries, leaving, list);
  for (const [item, index] of moving) {
    if (!items.some((entry) => keptIndex(entry) === index)) {
      builder.moved.push([...part.path, { item }]);
    }
  }
  return isUnchanged(items, list) ? undefined : { type: "list", items };
}

/** What is wished of one item of a list. */
function itemPart(item: string, part: Part) {
  const own = part.wants.filter(({ path }) => path.length === part.path.length);
  const clashes = own.filter(({ clash }) => clash === true);
  const inner: Part = { ...part, wants: part.wants.filter((want) => !clashes.includes(want)) };
  return { item, inner, clashes, want: own.find(({ clash }) => clash !== true) };
}

function keptIndex(entry: ListEntry | undefined): number | undefined {
  return entry !== undefined && "keep" in entry ? entry.keep : undefined;
}

function keptEntry(keep: number, change: Change | undefined): ListEntry {
  return change === undefined ? { keep } : { keep, change };
}

/** A text is edited in its order: an item that comes to another place is taken out and put in. */
function inOrder(
  entries: readonly ListEntry[],
  moving: ReadonlySet<number>,
  list: readonly Value[],
): readonly ListEntry[] {
  const fixedBehind = indexesBehind(entries, moving, list.length);
  let last = -1;
  return entries.map((entry, index) => {
    const keep = keptIndex(entry);
    if (keep === undefined) return entry;
    const next = fixedBehind[index] ?? list.length;
    if (moving.has(keep) && (keep < last || keep > next)) {
      const change = "keep" in entry ? entry.change : undefined;
      const moved = { from: keep, ...(change === undefined ? {} : { change }) };
      return { add: entryValue(entry, list), moved };
    }
    last = keep;
    return entry;
  });
}

/** Returns for each entry the index of the next kept item behind it that does not move; `end` where there is none. */
function indexesBehind(
  entries: readonly ListEntry[],
  moving: ReadonlySet<number>,
  end: number,
): readonly number[] {
  let next = end;
  return entries
    .toReversed()
    .map((entry) => {
      const behind = next;
      const keep = keptIndex(entry);
      if (keep !== undefined && !moving.has(keep)) next = keep;
      return behind;
    })
    .toReversed();
}

function isUnchanged(items: readonly ListEntry[], list: readonly Value[]): boolean {
  return (
    items.length === list.length &&
    items.every((entry, index) => "keep" in entry && entry.keep === index && !entry.change)
  );
}

function entryValue(entry: ListEntry, list: readonly Value[]): Value {
  if ("add" in entry) return entry.add;
  const item = list[entry.keep] ?? null;
  return entry.change === undefined ? item : applyChange(item, entry.change);
}

/** An item that is to stand beside one that is not there comes first, as a sidecar that others wait for should. */
function placeIndex(
  place: Place,
  { first, last }: { readonly first: number; readonly last: number },
  indexOf: (item: string) => number,
): number {
  if (place === "first") return first;
  if (place === "last") return last;
  const at = indexOf("before" in place ? place.before : place.after);
  if (at === -1) return first;
  return "before" in place ? at : at + 1;
}

function setValue(part: Part, builder: Builder): Value {
  const exact = part.wants.find(({ path }) => path.length === part.path.length);
  if (exact !== undefined) return exact.value;
  builder.created.push(part.path);
  return createValue(part, builder);
}

function createValue(part: Part, builder: Builder): Value {
  const next = part.wants[0]?.path[part.path.length];
  const empty: Value = typeof next === "string" ? mapOf([]) : [];
  const change = isList(empty)
    ? listChange(empty, part, builder)
    : mapChange(mapOf([]), part, builder);
  return change === undefined ? empty : applyChange(empty, change);
}

/** Returns the parts of a wish by their next segment, in the order in which they are wished. */
function partsOf(part: Part): readonly (readonly [string | ItemSegment, Part])[] {
  const depth = part.path.length;
  const parts = new Map<
    string,
    { segment: string | ItemSegment; wants: Want[]; removes: KeyedPath[] }
  >();
  const partAt = (path: KeyedPath) => {
    const segment = path[depth] ?? "";
    const id = typeof segment === "string" ? `.${segment}` : `[${segment.item}`;
    const found = parts.get(id) ?? { segment, wants: [], removes: [] };
    parts.set(id, found);
    return found;
  };
  for (const want of part.wants) partAt(want.path).wants.push(want);
  for (const path of part.removes) partAt(path).removes.push(path);
  return [...parts.values()].map(({ segment, wants, removes }) => [
    segment,
    { path: [...part.path, segment], wants, removes },
  ]);
}
