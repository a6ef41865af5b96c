import type { FieldPath } from "../manifest/field-path.ts";
import { asString, isList, isMap, type Value } from "../manifest/value.ts";
import { valueAtPath } from "../manifest/value-at-path.ts";

/** One item of a keyed list, named by its key: `{ item: "web" }` in `containers`. */
export interface ItemSegment {
  readonly item: string;
}

/** The way to a field that no insertion moves: list items are named, never counted. */
export type KeyedPath = readonly (string | ItemSegment)[];

/**
 * The lists that injections add to, and the field that tells their items apart; "" is the item itself.
 * These are the merge keys of the API (`patchMergeKey` in core/v1).
 */
const LIST_KEYS: Readonly<Record<string, string>> = {
  containers: "name",
  initContainers: "name",
  volumes: "name",
  env: "name",
  volumeMounts: "mountPath",
  volumeDevices: "devicePath",
  imagePullSecrets: "name",
  hostAliases: "ip",
  supplementalGroups: "",
};

/** Returns the key of an item in the list of that name; undefined where it has none. */
export function itemKey(list: string, item: Value): string | undefined {
  const field = LIST_KEYS[list];
  if (field === undefined) return undefined;
  if (field === "") return String(item);
  return isMap(item) ? asString(item[field]) : undefined;
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

/** Returns the path with indexes in place of names, as the value has them now; undefined where nothing is there. */
export function indexedPath(root: Value, path: KeyedPath): FieldPath | undefined {
  const indexed: (string | number)[] = [];
  let value: Value | undefined = root;
  for (const segment of path) {
    if (typeof segment === "string") {
      value = isMap(value) ? value[segment] : undefined;
      indexed.push(segment);
    } else {
      const list = indexed.at(-1);
      const index: number = isList(value)
        ? value.findIndex((item) => itemKey(String(list), item) === segment.item)
        : -1;
      value = isList(value) ? value[index] : undefined;
      indexed.push(index);
    }
    if (value === undefined) return undefined;
  }
  return indexed;
}

/** Returns what stands at the path; undefined where nothing does. */
export function valueAtKeyedPath(root: Value, path: KeyedPath): Value | undefined {
  const indexed = indexedPath(root, path);
  return indexed === undefined ? undefined : valueAtPath(root, indexed);
}
