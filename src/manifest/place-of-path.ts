import { type Place, placeOf } from "../text/place.ts";
import type { Source } from "../text/source.ts";
import type { FieldPath } from "./field-path.ts";
import { entryOf, nodeAt } from "./node-value.ts";
import type { Node } from "./outline.ts";

/** Returns the place of the value at a path of an outline, or of the nearest node around it. */
export function placeOfPath(source: Source, root: Node, path: FieldPath): Place {
  const node = nearestNode(root, path);
  return placeOf(source, node.start, node.end);
}

/** Returns the place of the key or of the value at a path. */
export function placeOfPart(
  source: Source,
  root: Node,
  { path, part }: { readonly path: FieldPath; readonly part: "key" | "value" },
): Place {
  return part === "key" ? placeOfKey(source, root, path) : placeOfPath(source, root, path);
}

/** Returns the place of the key that ends the path, or of the nearest node around it. */
export function placeOfKey(source: Source, root: Node, path: FieldPath): Place {
  const key = path.at(-1);
  const found = nodeAt(root, path.slice(0, -1));
  const map = found?.type === "alias" ? found.target : found;
  const entry = map?.type === "map" && typeof key === "string" ? entryOf(map, key) : undefined;
  if (entry === undefined) return placeOfPath(source, root, path);
  return placeOf(source, entry.key.start, entry.key.end);
}

/** Returns the place of the value at a path, or of its key where the value is written over several lines. */
export function placeOfField(source: Source, root: Node, path: FieldPath): Place {
  const node = nodeAt(root, path);
  const isBlock = (node?.type === "map" || node?.type === "sequence") && node.style === "block";
  return placeOfPart(source, root, { path, part: isBlock ? "key" : "value" });
}

function nearestNode(root: Node, path: FieldPath): Node {
  for (let length = path.length; length > 0; length--) {
    const node = nodeAt(root, path.slice(0, length));
    if (node !== undefined) return node;
  }
  return root;
}
