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
}

/** Returns the change that makes a pod template as it is wished; no change where it is so already. */
export function buildChange(template: ValueMap, wish: Wish): BuiltChange {
  const builder: Builder = { wish, created: [], filled: [] };
  const change = changeOf(
    template,
    { wants: wish.wants, removes: wish.removes, path: [] },
    builder,
  );
  return { change, created: builder.created, filled: builder.filled };
}

interface Builder {
  readonly wish: Wish;
  readonly created: KeyedPath[];
  readonly filled: KeyedPath[];
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
  const isNamed = (entry: ListEntry, item: string) =>
    isSameKey(name, itemKey(name, entryValue(entry, list)), item);
  let entries: ListEntry[] = list.map((_, keep) => ({ keep }));
  let changed = false;
  let first = 0;
  for (const [segment, inner] of partsOf(part)) {
    if (typeof segment === "string") continue;
    const at = entries.findIndex((other) => isNamed(other, segment.item));
    const entry = entries[at];
    const items = inner.wants.filter(({ path }) => path.length === inner.path.length);
    const clashes = items.filter(({ clash }) => clash === true);
    const want = items.find(({ clash }) => clash !== true);
    if (clashes.length > 0) {
      entries.push(...clashes.map(({ value }) => ({ add: value })));
      changed = true;
    }
    if (entry !== undefined && "keep" in entry) {
      const gone = inner.removes.some((path) => path.length === inner.path.length);
      const within = { ...inner, wants: inner.wants.filter((other) => !clashes.includes(other)) };
      const made = gone ? undefined : changeOf(list[entry.keep] ?? null, within, builder);
      if (gone) entries = entries.filter((_, index) => index !== at);
      else if (made !== undefined) entries[at] = { keep: entry.keep, change: made };
      if (gone || made !== undefined) changed = true;
      if (want?.place === "first") first = Math.max(first, at + 1);
    } else if (want !== undefined) {
      const index = placeIndex(want.place, { first, last: entries.length }, (item) =>
        entries.findIndex((other) => isNamed(other, item)),
      );
      entries.splice(index, 0, { add: want.value });
      if (want.place === "first") first = index + 1;
      changed = true;
    }
  }
  return changed ? { type: "list", items: entries } : undefined;
}

function entryValue(entry: ListEntry, list: readonly Value[]): Value {
  return "add" in entry ? entry.add : (list[entry.keep] ?? null);
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
