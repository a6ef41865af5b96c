import { type ByteText, joinTexts, sliceText } from "./source.ts";

/** A replacement of the bytes from `start` to `end` (offsets in the original text) by `insert`. */
export interface TextEdit {
  readonly start: number;
  readonly end: number;
  readonly insert: ByteText;
}

/**
 * Returns the text with all edits made.
 * The edits are in order and don't overlap; several insertions at one offset stay in their order.
 * Throws a `RangeError` for edits that are not, because applying them would damage the text.
 */
export function applyEdits(text: ByteText, edits: readonly TextEdit[]): ByteText {
  const parts: ByteText[] = [];
  let position = 0;
  for (const edit of edits) {
    if (edit.start < position || edit.end < edit.start || edit.end > text.length) {
      throw new RangeError(`edit ${edit.start}-${edit.end} does not follow offset ${position}`);
    }
    parts.push(sliceText(text, position, edit.start), edit.insert);
    position = edit.end;
  }
  parts.push(sliceText(text, position));
  return joinTexts(parts);
}
