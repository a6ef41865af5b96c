import type { TextEdit } from "../text/edit.ts";
import { type ByteText, joinTexts, lineStartAt } from "../text/source.ts";

/**
 * Returns edits that are in order and do not touch, with a space wherever they would put a comma or a closing bracket directly
 * after the colon of a plain key without a value: YAML readers disagree about `{a:, b: 1}`.
 */
export function keepSpaceAfterColons(text: ByteText, edits: readonly TextEdit[]): TextEdit[] {
  return edits.map((edit) => {
    const next = edit.insert.charAt(0) || text.charAt(edit.end);
    if (!/^[,\]}]$/.test(next) || !isBareColon(text, edit.start)) return edit;
    return { ...edit, insert: joinTexts([SPACE, edit.insert]) };
  });
}

const SPACE = " " as ByteText;

/** Tells whether the colon of a plain key stands directly before an offset; after a key in quotes it needs no space. */
function isBareColon(text: ByteText, offset: number): boolean {
  if (text.charAt(offset - 1) !== ":") return false;
  return !/["'][ \t]*:$/.test(text.slice(lineStartAt(text, offset), offset));
}

/** Returns the start of a comma that was put after a piece that ends at `end`: that of the space before it, if it needed one. */
export function startOfComma(text: ByteText, end: number, comma: number): number {
  return isBareColon(text, end) && text.slice(end, comma) === " " ? end : comma;
}
