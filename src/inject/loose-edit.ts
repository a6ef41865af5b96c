import type { Syntax } from "../manifest/documents.ts";
import type { Node } from "../manifest/outline.ts";
import { isList, type Value } from "../manifest/value.ts";
import type { TextEdit } from "../text/edit.ts";
import { type ByteText, encodeText, joinTexts, sliceText } from "../text/source.ts";
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

/**
 * Returns the edits that put a value into empty brackets with a comment, if that is what the node is: without brackets the
 * comment would have no place. Brackets of the wrong kind give way to the right ones.
 */
export function insertInBrackets(
  node: Node,
  value: Value,
  { text }: SpliceContext,
): readonly LooseEdit[] | undefined {
  if (!sliceText(text, node.start, node.end).includes("#")) return undefined;
  const items = emitFlowItems(value, INLINE);
  const inner = node.start + 1;
  if (node.type === (isList(value) ? "sequence" : "map")) return [replacement(inner, inner, items)];
  const [open, close] = isList(value) ? (["[", "]"] as const) : (["{", "}"] as const);
  return [replacement(node.start, inner, open + items), replacement(node.end - 1, node.end, close)];
}

/** Returns the replacement of a stretch of text by a string. */
export function replacement(start: number, end: number, insert: string): LooseEdit {
  return { start, end, insert: encodeText(insert), column: 0, rank: "key" };
}

/** Compares two edits by their place in the text. */
export function inOrder(a: LooseEdit, b: LooseEdit): number {
  return (
    a.start - b.start ||
    a.end - b.end ||
    b.column - a.column ||
    Number(a.rank === "key") - Number(b.rank === "key")
  );
}

/** Returns edits that are in order, with those that touch as one. */
export function mergeEdits(edits: readonly TextEdit[]): TextEdit[] {
  const merged: TextEdit[] = [];
  for (const { start, end, insert } of edits) {
    const last = merged.at(-1);
    if (last !== undefined && last.end === start) {
      merged[merged.length - 1] = {
        start: last.start,
        end,
        insert: joinTexts([last.insert, insert]),
      };
    } else {
      merged.push({ start, end, insert });
    }
  }
  return merged;
}
