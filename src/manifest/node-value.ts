import { readPlainScalar } from "../text/read-scalar.ts";
import type { FieldPath } from "./field-path.ts";
import type { Entry, MapNode, Node, ScalarNode, SequenceNode } from "./outline.ts";
import { asString, mapOf, type Value } from "./value.ts";

/** Where the mappings and lists of a value stand in the outline that it was read from. */
export type NodeOrigins = WeakMap<object, Node>;

/** Returns what a node says, as Kubernetes reads it; mappings and lists are noted in `origins`. */
export function valueOfNode(node: Node, origins?: NodeOrigins): Value {
  // Each node is converted once, so that aliases of aliases take no exponential time.
  const known = new Map<Node, Value>();
  const convert = (part: Node): Value => {
    if (part.type === "null") return null;
    if (part.type === "alias") return convert(part.target);
    if (part.type === "scalar") return scalarValue(part);
    const before = known.get(part);
    if (before !== undefined) return before;
    const value =
      part.type === "sequence"
        ? part.items.map((item) => convert(item.value))
        : mapOf(effectiveEntries(part).map((entry) => [keyText(entry.key), convert(entry.value)]));
    known.set(part, value);
    origins?.set(value, part);
    return value;
  };
  return convert(node);
}

/** Returns the text of a key as JSON has it: `yes:` is the key "true", `0644:` the key "420". */
export function keyText(key: ScalarNode): string {
  const value = scalarValue(key);
  return typeof value === "string" ? value : String(value);
}

/** Returns the entries that count, with those of merge keys (`<<`) in their places: of a key the last one wins in kubectl. */
export function effectiveEntries(map: MapNode): readonly Entry[] {
  if (!map.entries.some(isMerge)) return map.entries;
  return map.entries.flatMap((entry) =>
    // Of several merged mappings the first one wins, so they go in from the last to the first.
    isMerge(entry) ? mergedMaps(entry.value).reverse().flatMap(effectiveEntries) : [entry],
  );
}

/** Tells whether an entry is a merge key, which Kubernetes honours only when it is neither quoted nor tagged. */
export function isMerge({ key }: Entry): boolean {
  return key.style === "plain" && key.content === "<<" && key.tag === undefined;
}

function mergedMaps(node: Node): MapNode[] {
  const target = node.type === "alias" ? node.target : node;
  if (target.type === "map") return [target];
  return target.type === "sequence" ? target.items.flatMap((item) => mergedMaps(item.value)) : [];
}

/** Returns what a scalar says: its tag decides, else its quotes, else what a plain scalar means. */
export function scalarValue(node: ScalarNode): Value {
  if (node.tag === undefined) {
    return node.style === "plain" ? readPlainScalar(node.content) : node.content;
  }
  return node.tag === STRING_TAG ? node.content : readPlainScalar(node.content);
}

const STRING_TAG = "tag:yaml.org,2002:str";

/** Returns the node at a path, through aliases and merge keys; of duplicate keys the last, as Kubernetes does. */
export function nodeAt(root: Node, path: FieldPath): Node | undefined {
  let node: Node | undefined = root;
  for (const segment of path) {
    if (node?.type === "alias") node = node.target;
    if (typeof segment === "number") {
      node = node?.type === "sequence" ? node.items[segment]?.value : undefined;
    } else {
      node = node?.type === "map" ? entryOf(node, segment)?.value : undefined;
    }
  }
  return node;
}

/** Returns the text at a path; "" where there is none. */
export function textAt(root: Node, path: FieldPath): string {
  const node = nodeAt(root, path);
  return node === undefined ? "" : (asString(valueOfNode(node)) ?? "");
}

/** Returns the list at a path, also one that an alias stands for. */
export function listAt(root: Node, path: FieldPath): SequenceNode | undefined {
  const node = nodeAt(root, path);
  const list = node?.type === "alias" ? node.target : node;
  return list?.type === "sequence" ? list : undefined;
}

/** Returns the entry of a key, also one that a merge key brings in; of duplicate keys the last. */
export function entryOf(map: MapNode, key: string): Entry | undefined {
  return effectiveEntries(map).findLast((entry) => keyText(entry.key) === key);
}
