import type { Entry, Node } from "../manifest/outline.ts";
import { lineStartAt } from "../text/source.ts";
import { endOfNode, lastPartOf } from "./block-range.ts";
import { type LooseEdit, replacement, type SpliceContext } from "./loose-edit.ts";

/** Whole lines of a text, as offsets. */
export interface LineRange {
  readonly start: number;
  readonly end: number;
}

/** Returns the lines of an entry of a block mapping, comments above and below it left out. */
export function linesOfEntry(entry: Entry, { text }: SpliceContext): LineRange {
  return { start: lineStartAt(text, entry.key.start), end: endOfNode(text, lastPartOf(entry).end) };
}

/** Returns the lines of an item of a block sequence, by the offset of its dash. */
export function linesOfItem(dash: number, value: Node, { text }: SpliceContext): LineRange {
  return { start: lineStartAt(text, dash), end: endOfNode(text, Math.max(value.end, dash + 1)) };
}

/** Returns the edit that puts other lines, given without their ends, in the place of some. */
export function replaceLines(
  range: LineRange,
  emitted: readonly string[],
  { layout }: SpliceContext,
): LooseEdit {
  return replacement(range.start, range.end, emitted.map((line) => line + layout.eol).join(""));
}
