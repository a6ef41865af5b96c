import type { Syntax } from "../manifest/documents.ts";
import type { Node } from "../manifest/outline.ts";
import type { Value } from "../manifest/value.ts";
import type { TextEdit } from "../text/edit.ts";
import { type ByteText, encodeText, sliceText } from "../text/source.ts";
import { emitFlowItems, INLINE } from "./emit.ts";
import type { Layout } from "./layout.ts";

/** An edit that has yet to be ordered: at one offset the deeper column goes first, an item before a key. */
export interface LooseEdit extends TextEdit {
  readonly column: number;
  readonly rank: "item" | "key";
}

/** What the rendering of a change needs to know of the text around it. */
export interface SpliceContext {
  /** The text; it ends in a line break (`splice-source.ts` sees to that). */
  readonly text: ByteText;
  readonly layout: Layout;
  readonly syntax: Syntax;
}

/** Tells whether nothing is in the node, so that it gives way to what comes in. */
export function isEmptyNode(node: Node): boolean {
  if (node.type === "map") return node.entries.length === 0;
  return node.type === "null" || (node.type === "sequence" && node.items.length === 0);
}

/** `[ # comment` stays in brackets: without them the comment would have no place. */
export function insertInBrackets(
  node: Node,
  value: Value,
  { text }: SpliceContext,
): LooseEdit | undefined {
  if (!sliceText(text, node.start, node.end).includes("#")) return undefined;
  return replacement(node.start + 1, node.start + 1, emitFlowItems(value, INLINE));
}

/** Returns the replacement of a stretch of text by a string. */
export function replacement(start: number, end: number, insert: string): LooseEdit {
  return { start, end, insert: encodeText(insert), column: 0, rank: "key" };
}
