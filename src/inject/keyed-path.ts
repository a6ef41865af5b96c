import { cleanPath } from "../lint/volumes/mount-path.ts";
import type { FieldPath } from "../manifest/field-path.ts";
import { asString, isList, isMap, type Value } from "../manifest/value.ts";

/** One item of a keyed list, named by its key: `{ item: "web" }` in `containers`. */
export interface ItemSegment {
  readonly item: string;
}

/** The way to a field that no insertion moves: list items are named, never counted. */
export type KeyedPath = readonly (string | ItemSegment)[];

/** What tells the items of a list apart. */
interface ListKey {
  /** The field with the name of an item; "" is the item itself. */
  readonly field: string;
  /** Returns the name without what makes no difference in it. */
  readonly plain?: (name: string) => string;
}

/**
 * The lists that injections add to, or whose names they share, and what tells their items apart. These are the merge keys of
 * the API (`patchMergeKey` in core/v1).
 */
const LIST_KEYS: Readonly<Record<string, ListKey>> = {
  containers: { field: "name" },
  initContainers: { field: "name" },
  ephemeralContainers: { field: "name" },
  volumes: { field: "name" },
  env: { field: "name" },
  volumeMounts: { field: "mountPath", plain: cleanPath },
  volumeDevices: { field: "devicePath", plain: cleanPath },
  imagePullSecrets: { field: "name" },
  hostAliases: { field: "ip" },
  supplementalGroups: { field: "" },
};

/** Lists of which no two items may have one name, not even in different lists. */
const COMMON_NAMES: readonly (readonly string[])[] = [
  ["containers", "initContainers", "ephemeralContainers"],
  ["volumeMounts", "volumeDevices"],
];

/** Returns the key of an item in the list of that name; undefined where it has none. */
export function itemKey(list: string, item: Value): string | undefined {
  const key = LIST_KEYS[list];
  if (key === undefined) return undefined;
  if (key.field !== "") return isMap(item) ? asString(item[key.field]) : undefined;
  return typeof item === "object" ? undefined : String(item);
}

/** Returns the field that tells the items of the list of that name apart; "" is the item itself. */
export function keyField(list: string): string {
  return LIST_KEYS[list]?.field ?? "";
}

/** Tells whether two names of items of the list of that name are one: paths may be written in several ways. */
export function isSameKey(list: string, a: string | undefined, b: string): boolean {
  const plain = LIST_KEYS[list]?.plain;
  return a === b || (a !== undefined && plain !== undefined && plain(a) === plain(b));
}

/** Returns the path as text, with the names of items as they are compared: two paths mean the same field if these are equal. */
export function comparedPath(path: KeyedPath): string {
  const plain = path.map((segment, index) => {
    if (typeof segment === "string") return segment;
    const name = LIST_KEYS[String(path[index - 1])]?.plain?.(segment.item) ?? segment.item;
    return { item: name };
  });
  return formatKeyedPath(plain);
}

/** Returns the paths at which an item in another list would have the name of the item at the path. */
export function pathsOfSameName(path: KeyedPath): readonly KeyedPath[] {
  const list = path.at(-2);
  const item = path.at(-1);
  if (typeof list !== "string" || typeof item !== "object") return [];
  const lists = COMMON_NAMES.find((names) => names.includes(list)) ?? [];
  return lists
    .filter((other) => other !== list)
    .map((other) => [...path.slice(0, -2), other, item]);
}

/** Returns the path as text, e.g. `spec.containers[web].volumeMounts[/var/log/app]`. */
export function formatKeyedPath(path: KeyedPath): string {
  let text = "";
  for (const segment of path) {
    const name = typeof segment === "string" ? segment : segment.item;
    if (typeof segment === "string" && /^\w+$/.test(segment))
      text += text === "" ? name : `.${name}`;
    else text += `[${name.replaceAll("%", "%25").replaceAll("]", "%5D")}]`;
  }
  return text;
}

/** Returns the path that a text of `formatKeyedPath` stands for; undefined for any other text. */
export function parseKeyedPath(text: string): KeyedPath | undefined {
  const path: (string | ItemSegment)[] = [];
  for (const match of text.matchAll(/\.?(\w+)|\[([^\]]*)\]|(.)/gsu)) {
    const [, word, bracket, other] = match;
    if (other !== undefined) return undefined;
    const last = path.at(-1);
    const inList = typeof last === "string" && LIST_KEYS[last] !== undefined;
    const name = word ?? (bracket ?? "").replaceAll("%5D", "]").replaceAll("%25", "%");
    path.push(word === undefined && inList ? { item: name } : name);
  }
  return path.length === 0 ? undefined : path;
}

/** A keyed path that does not mean one item. */
export interface UnclearPath {
  readonly found: "several" | "nameless";
  /** The part of the path that is not clear, up to the item. */
  readonly path: KeyedPath;
  /** The items that it could mean: those of the name, or those without any. */
  readonly at: readonly FieldPath[];
}

/** What a keyed path means in a value: nothing that is there, exactly one field, or something that cannot be told. */
export type Meaning =
  | { readonly found: "nothing" }
  | { readonly found: "one"; readonly at: FieldPath; readonly value: Value }
  | UnclearPath;

const NOTHING: Meaning = { found: "nothing" };

/** Returns what a keyed path means in a value. Whoever adds to a path, removes it or compares with it asks here. */
export function meaningAt(root: Value, path: KeyedPath): Meaning {
  const at: (string | number)[] = [];
  let value: Value | undefined = root;
  for (const [depth, segment] of path.entries()) {
    if (typeof segment === "string") {
      value = isMap(value) ? value[segment] : undefined;
      at.push(segment);
    } else {
      const list = isList(value) ? value : [];
      const name = String(path[depth - 1]);
      const keys: readonly (string | undefined)[] = list.map((item) => itemKey(name, item));
      const same = indexesOf(keys, (key) => isSameKey(name, key, segment.item));
      const nameless = indexesOf(keys, (key) => key === undefined);
      const unclear = same.length > 1 ? same : nameless;
      if (unclear.length > 0) {
        return {
          found: same.length > 1 ? "several" : "nameless",
          path: path.slice(0, depth + 1),
          at: unclear.map((index) => [...at, index]),
        };
      }
      const [index = -1] = same;
      value = list[index];
      at.push(index);
    }
    if (value === undefined) return NOTHING;
  }
  return { found: "one", at, value };
}

/** Returns all places that a path can mean, with indexes in place of names. */
export function placesAt(root: Value, path: KeyedPath): readonly FieldPath[] {
  const meaning = meaningAt(root, path);
  if (meaning.found === "one") return [meaning.at];
  return meaning.found === "several" ? meaning.at : [];
}

function indexesOf<T>(items: readonly T[], isWanted: (item: T) => boolean): readonly number[] {
  return items.flatMap((item, index) => (isWanted(item) ? [index] : []));
}

/** Returns the path with indexes in place of names, as the value has them now; undefined where it means nothing, or no one field. */
export function indexedPath(root: Value, path: KeyedPath): FieldPath | undefined {
  const meaning = meaningAt(root, path);
  return meaning.found === "one" ? meaning.at : undefined;
}

/** Returns what stands at the path; undefined where it means nothing, or no one field. */
export function valueAtKeyedPath(root: Value, path: KeyedPath): Value | undefined {
  const meaning = meaningAt(root, path);
  return meaning.found === "one" ? meaning.value : undefined;
}
