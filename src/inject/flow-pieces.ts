// What stands between the commas of a flow collection, and the commas. Comments stay with what they stand behind.

import type { MapNode, SequenceNode } from "../manifest/outline.ts";
import { type ByteText, lineStartAt } from "../text/source.ts";
import type { FlowForm } from "./emit.ts";
import { type LooseEdit, replacement } from "./loose-edit.ts";
import { startOfComma } from "./space-after-colon.ts";

/** One thing between two commas, as it will be: what stays (by its index now), or new text. */
export type Piece = { readonly keep: number } | { readonly add: string };

/** Where a thing between two commas, or what is between two of them, stands. */
export interface PieceSpan {
  readonly start: number;
  readonly end: number;
}

/** Returns where the entries or items of a flow collection stand. */
export function spansOf(node: MapNode | SequenceNode): readonly PieceSpan[] {
  if (node.type === "map") {
    return node.entries.map(({ key, value }) => ({
      start: key.start,
      end: Math.max(key.end, value.end),
    }));
  }
  return node.items.map(({ dash, value }) => ({ start: dash, end: value.end }));
}

/** Returns the stretches of a flow collection that are between its entries or items, or between one and a bracket. */
export function gapsOf(node: MapNode | SequenceNode): readonly PieceSpan[] {
  const spans = spansOf(node);
  const starts = [node.start + 1, ...spans.map(({ end }) => end)];
  return starts.map((start, index) => ({ start, end: spans[index]?.start ?? node.end - 1 }));
}

/** Returns the edits that take pieces out and put pieces in, with the commas that belong to them. */
export function splicePieces(
  text: ByteText,
  node: MapNode | SequenceNode,
  pieces: readonly Piece[],
  form: FlowForm,
): readonly LooseEdit[] {
  return slotsOf(node, pieces).flatMap((slot) => {
    const [first] = slot.gone;
    const last = slot.gone.at(-1);
    if (first === undefined || last === undefined) return insertion(text, slot, form);
    if (slot.added.length === 0) return removal(text, slot, first, last);
    return [replacement(first.start, last.end, slot.added.join(commaOf(form)))];
  });
}

/** What stands between two pieces that stay, or between one and a bracket. */
interface Slot {
  /** Offset behind the opening bracket. */
  readonly open: number;
  readonly before: PieceSpan | undefined;
  readonly gone: readonly PieceSpan[];
  readonly added: readonly string[];
  readonly after: PieceSpan | undefined;
}

function slotsOf(node: MapNode | SequenceNode, pieces: readonly Piece[]): readonly Slot[] {
  const spans = spansOf(node);
  const kept = pieces.flatMap((piece) => ("keep" in piece ? [piece.keep] : []));
  const added: string[][] = [[]];
  for (const piece of pieces) {
    if ("keep" in piece) added.push([]);
    else added.at(-1)?.push(piece.add);
  }
  return added.map((texts, index) => {
    const before = kept[index - 1];
    const after = kept[index];
    return {
      open: node.start + 1,
      before: spans[before ?? -1],
      gone: spans.slice(before === undefined ? 0 : before + 1, after),
      added: texts,
      after: spans[after ?? -1],
    };
  });
}

function commaOf({ gap, lines }: FlowForm): string {
  return `,${lines === undefined ? gap : lines.eol + lines.indent}`;
}

function insertion(
  text: ByteText,
  { open, before, added, after }: Slot,
  form: FlowForm,
): readonly LooseEdit[] {
  const comma = commaOf(form);
  if (added.length === 0) return [];
  if (before === undefined) {
    if (after === undefined) return [replacement(open, open, added.join(comma))];
    const comments = linesAbove(text, open, after);
    // The comment may stand further to the left than an item may.
    if (comments !== undefined && form.lines !== undefined) {
      const { eol, indent } = form.lines;
      return [replacement(comments, comments, `${indent}${added.join(comma)},${eol}`)];
    }
    return [replacement(after.start, after.start, added.join(comma) + comma)];
  }
  const rest = form.lines === undefined ? "" : text.slice(before.end);
  const comment = /^[ \t]*(?:(,)[ \t]*)?#[^\r\n]*/.exec(rest);
  if (comment === null) {
    return [replacement(before.end, before.end, added.map((piece) => comma + piece).join(""))];
  }
  const end = before.end + comment[0].length;
  const lines = added.join(comma);
  return comment[1] === ","
    ? [replacement(end, end, `${comma.slice(1)}${lines},`)]
    : [replacement(before.end, before.end, ","), replacement(end, end, comma.slice(1) + lines)];
}

function removal(
  text: ByteText,
  { before, after }: Slot,
  first: PieceSpan,
  last: PieceSpan,
): readonly LooseEdit[] {
  if (before === undefined) {
    return [firstRemoval(text, first, last, after)];
  }
  const gap = text.slice(before.end, first.start);
  if (!gap.includes("#")) return [replacement(before.end, last.end, "")];
  const trailing = /^[ \t]*,/.exec(text.slice(last.end, after?.start))?.[0] ?? "";
  const end = last.end + trailing.length;
  // The comment that stays must not take in what stands behind the pieces on their line.
  const isEndOfLine = /^[ \t]*(?:#|\r?\n)/.test(text.slice(end));
  const start = isEndOfLine ? before.end + gap.replace(/\r?\n[ \t]*$/, "").length : first.start;
  if (trailing !== "") return [replacement(start, end, "")];
  const comma = before.end + commaIn(gap);
  const commaStart = startOfComma(text, before.end, comma);
  return [replacement(commaStart, comma + 1, ""), replacement(start, end, "")];
}

/** Comments on lines of their own above the piece that comes first then stay, on lines of their own. */
function firstRemoval(
  text: ByteText,
  first: PieceSpan,
  last: PieceSpan,
  after: PieceSpan | undefined,
): LooseEdit {
  if (after === undefined) return replacement(first.start, last.end, "");
  const comments = linesAbove(text, last.end, after);
  if (comments === undefined) return replacement(first.start, after.start, "");
  const line = lineStartAt(text, first.start);
  if (/^[ \t]*$/.test(text.slice(line, first.start))) return replacement(line, comments, "");
  const eol = text.endsWith("\r\n", comments) ? 2 : 1;
  return replacement(first.start, comments - eol, "");
}

/** Returns the start of the first line with nothing but a comment between an offset and the piece behind it. */
function linesAbove(text: ByteText, from: number, { start }: PieceSpan): number | undefined {
  const line = /\n[ \t]*#/.exec(text.slice(from, start));
  return line === null ? undefined : from + line.index + 1;
}

/** Returns the offset of the comma between two pieces; commas in comments don't count. */
function commaIn(gap: string): number {
  return gap.replace(/#[^\n]*/g, (comment) => " ".repeat(comment.length)).indexOf(",");
}
