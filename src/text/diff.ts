import { commonItems } from "./common-items.ts";
import { applyEdits, type TextEdit } from "./edit.ts";
import { printable, UNPRINTABLE } from "./printable.ts";
import { type ByteText, encodeText, joinTexts, type Source, sliceText } from "./source.ts";

/** Old lines from `start` to `end` (0-based, `end` exclusive) and what stands there instead; lines keep their ends. */
interface Change {
  readonly start: number;
  readonly end: number;
  readonly lines: readonly ByteText[];
}

/** Offsets at which the lines start; behind a last line break, that of the empty rest. */
type LineStarts = readonly number[];

const NO_LINE_END = encodeText("\n\\ No newline at end of file\n");

/**
 * Returns what the edits do as a unified diff that `patch -p1` and `git apply` take, with `context` unchanged lines
 * around each change; empty where they change nothing. The bytes of the file are kept, whatever their encoding.
 */
export function unifiedDiff(source: Source, edits: readonly TextEdit[], context = 3): ByteText {
  const lines = linesOf(source.text);
  const changes = changesOf(source.text, edits);
  if (changes.length === 0) return joinTexts([]);
  const path = source.path.replace(/^\/+/, "");
  const parts = [encodeText(`--- ${nameInDiff(`a/${path}`)}\n+++ ${nameInDiff(`b/${path}`)}\n`)];
  let shift = 0;
  for (const hunk of hunksOf(changes, context)) {
    const from = Math.max(0, (hunk[0]?.start ?? 0) - context);
    const to = Math.min(lines.length, (hunk.at(-1)?.end ?? 0) + context);
    const growth = hunk.reduce((sum, { start, end, lines }) => sum + lines.length - end + start, 0);
    const heads = [range(from, to - from), range(from + shift, to - from + growth)];
    parts.push(
      encodeText(`@@ -${heads[0]} +${heads[1]} @@\n`),
      ...hunkLines(lines, hunk, from, to),
    );
    shift += growth;
  }
  return joinTexts(parts);
}

/** Unusual names are quoted as Git does it; behind spaces a tab tells `patch` where the name ends. */
function nameInDiff(name: string): string {
  const isUnusual = /["\\]/.test(name) || name !== printable(name);
  if (!isUnusual) return name.includes(" ") ? `${name}\t` : name;
  const quoted = name
    .replace(/["\\]/g, "\\$&")
    .replace(UNPRINTABLE, (character) => [...encodeText(character)].map(inOctal).join(""));
  return `"${quoted}"`;
}

function inOctal(byte: string): string {
  return `\\${byte.charCodeAt(0).toString(8).padStart(3, "0")}`;
}

/** An empty range names the line before it. */
function range(start: number, count: number): string {
  if (count === 1) return `${start + 1}`;
  return `${count === 0 ? start : start + 1},${count}`;
}

function hunkLines(
  old: readonly ByteText[],
  changes: readonly Change[],
  from: number,
  to: number,
): readonly ByteText[] {
  const parts: ByteText[] = [];
  let position = from;
  for (const { start, end, lines } of changes) {
    parts.push(...marked(" ", old.slice(position, start)));
    parts.push(...marked("-", old.slice(start, end)), ...marked("+", lines));
    position = end;
  }
  parts.push(...marked(" ", old.slice(position, to)));
  return parts;
}

function marked(mark: string, lines: readonly ByteText[]): readonly ByteText[] {
  return lines.flatMap((line) => {
    const text = joinTexts([encodeText(mark), line]);
    return line.endsWith("\n") ? [text] : [text, NO_LINE_END];
  });
}

function hunksOf(changes: readonly Change[], context: number): readonly (readonly Change[])[] {
  const hunks: Change[][] = [];
  for (const change of changes) {
    const hunk = hunks.at(-1);
    const gap = change.start - (hunk?.at(-1)?.end ?? Number.NEGATIVE_INFINITY);
    if (hunk === undefined || gap > 2 * context) hunks.push([change]);
    else hunk.push(change);
  }
  return hunks;
}

function changesOf(text: ByteText, edits: readonly TextEdit[]): readonly Change[] {
  const starts = lineStartsOf(text);
  const groups: { start: number; end: number; edits: TextEdit[] }[] = [];
  for (const edit of edits) {
    const [start, end] = linesTouched(text, starts, edit);
    const group = groups.at(-1);
    if (group !== undefined && start <= group.end) {
      group.edits.push(edit);
      group.end = Math.max(group.end, end);
    } else {
      groups.push({ start, end, edits: [edit] });
    }
  }
  return groups.flatMap((group) => changesIn(text, starts, group));
}

function linesTouched(text: ByteText, starts: LineStarts, edit: TextEdit): [number, number] {
  const first = lineIndex(starts, edit.start);
  const wholeLines = edit.insert.endsWith("\n") && starts[first] === edit.start;
  if (edit.start === edit.end && wholeLines) return [first, first];
  const lineCount = starts.at(-1) === text.length ? starts.length - 1 : starts.length;
  return [first, Math.min(lineIndex(starts, edit.end) + 1, lineCount)];
}

/** Returns the last line that starts at or before the offset. */
function lineIndex(starts: LineStarts, offset: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}

function changesIn(
  text: ByteText,
  starts: LineStarts,
  group: { readonly start: number; readonly end: number; readonly edits: readonly TextEdit[] },
): readonly Change[] {
  const offset = starts[group.start] ?? 0;
  const region = sliceText(text, offset, starts[group.end] ?? text.length);
  const edits = group.edits.map((edit) => ({
    start: edit.start - offset,
    end: edit.end - offset,
    insert: edit.insert,
  }));
  return differencesOf(group.start, linesOf(region), linesOf(applyEdits(region, edits)));
}

/** What both have in common does not differ, though it was written anew. */
function differencesOf(
  first: number,
  old: readonly ByteText[],
  lines: readonly ByteText[],
): readonly Change[] {
  const shorter = Math.min(old.length, lines.length);
  let before = 0;
  while (before < shorter && old[before] === lines[before]) before++;
  let after = 0;
  while (after < shorter - before && old.at(-1 - after) === lines.at(-1 - after)) after++;
  const end = { old: old.length - after, lines: lines.length - after };
  const common = commonItems(old.slice(before, end.old), lines.slice(before, end.lines));
  const anchors = [...common].map(([line, row]) => ({ old: before + row, lines: before + line }));
  let from = { old: before, lines: before };
  return [...anchors, end].flatMap((anchor) => {
    const change = {
      start: first + from.old,
      end: first + anchor.old,
      lines: lines.slice(from.lines, anchor.lines),
    };
    from = { old: anchor.old + 1, lines: anchor.lines + 1 };
    return change.end > change.start || change.lines.length > 0 ? [change] : [];
  });
}

function lineStartsOf(text: ByteText): LineStarts {
  const starts = [0];
  for (let end = text.indexOf("\n"); end !== -1; end = text.indexOf("\n", end + 1)) {
    starts.push(end + 1);
  }
  return starts;
}

function linesOf(text: ByteText): readonly ByteText[] {
  const starts = lineStartsOf(text);
  const lines = starts.map((start, index) => sliceText(text, start, starts[index + 1]));
  return lines.at(-1) === "" ? lines.slice(0, -1) : lines;
}
