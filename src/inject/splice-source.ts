import type { Syntax } from "../manifest/documents.ts";
import type { MapNode, Node } from "../manifest/outline.ts";
import type { TextEdit } from "../text/edit.ts";
import { type ByteText, joinTexts, sliceText } from "../text/source.ts";
import type { Change } from "./change.ts";
import { withoutOpenLiteral } from "./inserted-literal.ts";
import { endOfLines, layoutOf } from "./layout.ts";
import { inOrder, mergeEdits } from "./loose-edit.ts";
import { isEndOfScalar, keepLinesOutOfScalars } from "./open-scalar.ts";
import { keepSpaceAfterColons } from "./space-after-colon.ts";
import { spliceNode } from "./splice.ts";

/** A pod template of a source and what becomes of it. */
export interface TemplateChange {
  readonly node: MapNode;
  /** That of the document. */
  readonly root: Node;
  readonly change: Change;
  /** That of the document. */
  readonly syntax: Syntax;
}

/** Returns the edits of a source that change its pod templates, in order. */
export function spliceSource(
  text: ByteText,
  changes: readonly TemplateChange[],
): readonly TextEdit[] {
  const last = changes.at(-1);
  if (last === undefined) return [];
  const eol = endOfLines(text)(last.node.start) as ByteText;
  // Lines can only be put behind lines: a last line without its end of line gets one for the time being.
  const whole = text.endsWith("\n") ? text : joinTexts([text, eol]);
  const eolAt = endOfLines(whole);
  const loose = changes.flatMap(({ node, change, syntax }) =>
    spliceNode(node, change, node.start, {
      text: whole,
      layout: layoutOf(whole, node, eolAt(node.start)),
      syntax,
    }),
  );
  const roots = [...new Set(changes.map(({ root }) => root))];
  const spaced = keepSpaceAfterColons(whole, mergeEdits(loose.toSorted(inOrder)));
  const edits = mergeEdits(keepLinesOutOfScalars(whole, spaced, roots));
  return whole.length === text.length ? edits : withoutLastEol(edits, text, eol, roots);
}

/** Takes the end of line that was only lent to the text out of the edit that touches it. */
function withoutLastEol(
  edits: TextEdit[],
  text: ByteText,
  eol: ByteText,
  roots: readonly Node[],
): readonly TextEdit[] {
  const last = edits.at(-1);
  if (last === undefined || last.end <= text.length) return edits;
  const before = edits.slice(0, -1);
  const inserted = sliceText(last.insert, 0, Math.max(0, last.insert.length - eol.length));
  const lines = withoutOpenLiteral(inserted);
  if (last.insert.length === 0) {
    if (isEndOfScalar(text, roots, last.start)) return [...before, { ...last, end: text.length }];
    const start = text.endsWith("\r\n", last.start) ? last.start - 2 : last.start - 1;
    return [...before, { start, end: text.length, insert: lines }];
  }
  if (last.start > text.length) {
    return [...before, { start: text.length, end: text.length, insert: joinTexts([eol, lines]) }];
  }
  return [...before, { start: last.start, end: text.length, insert: lines }];
}
