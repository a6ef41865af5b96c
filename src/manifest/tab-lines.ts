import type { ByteText } from "../text/source.ts";
import type { Node } from "./outline.ts";

/**
 * Returns the offset of the first tab at which kubectl stops: it begins a line, behind spaces or not, between two things
 * that are not in brackets.
 */
export function tabBetween(text: ByteText, root: Node, end: number): number | undefined {
  const spans = [...spansIn(root), { start: end, end, isPlain: false }];
  for (const [index, span] of spans.entries()) {
    const to = spans[index + 1]?.start;
    // What is behind plain text may belong to it up to a comment: `refusePlain` looks there.
    const from = span.isPlain ? text.indexOf("#", span.end) : span.end;
    if (to === undefined || from === -1) continue;
    const found = /\n *\t/.exec(text.slice(from, to));
    if (found !== null) return from + found.index + found[0].length - 1;
  }
  return undefined;
}

interface LeafSpan {
  readonly start: number;
  readonly end: number;
  readonly isPlain: boolean;
}

/** Returns where the keys, scalars, aliases and brackets of a node stand, in their order. */
function spansIn(node: Node): readonly LeafSpan[] {
  if (node.type === "map" && node.style === "block") {
    return node.entries.flatMap(({ key: { start, end }, value }) => [
      { start, end, isPlain: false },
      ...spansIn(value),
    ]);
  }
  if (node.type === "sequence" && node.style === "block") {
    return node.items.flatMap(({ dash, value }) => [
      { start: dash, end: dash + 1, isPlain: false },
      ...spansIn(value),
    ]);
  }
  const isPlain = node.type === "null" || (node.type === "scalar" && node.style === "plain");
  return [{ start: node.start, end: node.end, isPlain: isPlain && node.start < node.end }];
}
