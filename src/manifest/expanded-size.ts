import type { Node } from "./outline.ts";

/**
 * Returns how many keys and values a node has in it, itself included, when each alias is what it stands for. `known`
 * keeps the counts, without which aliases of aliases would take exponential time.
 */
export function expandedSize(node: Node, known: Map<Node, number>): number {
  if (node.type === "alias") return expandedSize(node.target, known);
  if (node.type === "scalar" || node.type === "null") return 1;
  const before = known.get(node);
  if (before !== undefined) return before;
  const children = node.type === "map" ? node.entries : node.items;
  const ofKeys = node.type === "map" ? node.entries.length : 0;
  const size = children.reduce((sum, { value }) => sum + expandedSize(value, known), 1 + ofKeys);
  known.set(node, size);
  return size;
}
