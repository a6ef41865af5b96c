import { keyText } from "../manifest/node-value.ts";
import type { AliasNode, Node, Outline } from "../manifest/outline.ts";
import type { Change } from "./change.ts";

/**
 * Returns the aliases that would stand for nothing after a change of a node, because their anchor is in a part of it that
 * goes or is written anew.
 */
export function aliasesLeftAlone(
  { root, aliased }: Outline,
  node: Node,
  change: Change,
): readonly AliasNode[] {
  if (aliased.size === 0) return [];
  const gone = goneNodes(node, change);
  const targets = new Set(
    gone.flatMap((part) => nodesIn(part)).filter((part) => aliased.has(part)),
  );
  if (targets.size === 0) return [];
  const left = new Set(gone);
  return nodesIn(root, left).flatMap((other) =>
    other.type === "alias" && targets.has(other.target) ? [other] : [],
  );
}

/** Returns the parts of a node of which a change keeps nothing. */
function goneNodes(node: Node, change: Change): readonly Node[] {
  if (change.type === "replace") return [node];
  if (change.type === "map") {
    const entries = node.type === "map" ? node.entries : [];
    return entries.flatMap(({ key, value }) => {
      const inner = change.change.get(keyText(key));
      if (change.remove.has(keyText(key))) return [value];
      return inner === undefined ? [] : goneNodes(value, inner);
    });
  }
  const kept = new Map(
    change.items.flatMap((entry) => ("keep" in entry ? [[entry.keep, entry.change] as const] : [])),
  );
  const items = node.type === "sequence" ? node.items : [];
  return items.flatMap(({ value }, index) => {
    if (!kept.has(index)) return [value];
    const inner = kept.get(index);
    return inner === undefined ? [] : goneNodes(value, inner);
  });
}

/** Returns a node and all that are in it, in their order, but for those that are left out and what is in them. */
function nodesIn(node: Node, leftOut: ReadonlySet<Node> = new Set()): readonly Node[] {
  const found: Node[] = [];
  const open = [node];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (leftOut.has(next)) continue;
    found.push(next);
    if (next.type === "map") open.push(...next.entries.map(({ value }) => value).reverse());
    else if (next.type === "sequence") open.push(...next.items.map(({ value }) => value).reverse());
  }
  return found;
}
