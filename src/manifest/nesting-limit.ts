import type { Node, SyntaxFault } from "./outline.ts";

/**
 * How many mappings and lists may stand in each other, aliases followed. No manifest comes near it, and whatever goes
 * through values goes from level to level: the stack of Node has room for this many everywhere.
 */
export const MOST_LEVELS = 500;

/** What is said of a document that has more. */
export const TOO_DEEP: Omit<Required<SyntaxFault>, "offset"> = {
  message: `there are more than ${MOST_LEVELS} levels of nesting here, and kube-sidecar reads no more`,
  remedy: "nest it less deeply; a document that gets no sidecar can be left out of the input",
};

/**
 * Returns how many levels of mappings and lists a node has, itself included, when each alias is what it stands for.
 * `known` keeps the counts, without which aliases of aliases would take exponential time.
 */
export function levelsOf(node: Node, known: Map<Node, number>): number {
  if (node.type === "alias") return levelsOf(node.target, known);
  if (node.type === "scalar" || node.type === "null") return 0;
  const before = known.get(node);
  if (before !== undefined) return before;
  const children = node.type === "map" ? node.entries : node.items;
  const most = children.reduce((most, { value }) => Math.max(most, levelsOf(value, known)), 0);
  known.set(node, most + 1);
  return most + 1;
}
