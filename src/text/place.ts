import { type ByteText, behindBom, decodeText, isAscii, type Source } from "./source.ts";

/** A stretch of a file that a report shows; lines and columns are 1-based, `endColumn` is exclusive, UTF-16 units. */
export interface Place {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  /** The end on the same line: where a node goes on, the end of its first line. */
  readonly endColumn: number;
  /** The source line, without its line break. */
  readonly text: string;
  /** Set where the file as a whole is meant, and line and column are those of its start. */
  readonly isWholeFile?: true;
  /** Set where the line can hold a secret, and is not shown. */
  readonly hidesText?: true;
}

/** Returns the place that stands for a file as a whole. */
export function placeOfFile(path: string): Place {
  return { file: path, line: 1, column: 1, endColumn: 1, text: "", isWholeFile: true };
}

/** Returns the place of the bytes from `start` to `end` (offsets) of a source. */
export function placeOf(source: Source, start: number, end: number): Place {
  const { text: content } = source;
  const { starts, lineAt } = linesOf(source);
  const at = Math.min(start, content.length);
  const line = lineIndexAt(starts, at);
  const from = behindBom(content, starts[line] ?? 0);
  const next = starts[line + 1] ?? content.length + 1;
  const { text, columnAt } = lineAt(from, next - 1);
  const column = columnAt(Math.max(at, from));
  const stop = Math.min(Math.max(start, end), content.length);
  const endColumn = stop < next ? columnAt(Math.max(stop, from)) : text.length + 1;
  return {
    file: source.path,
    line: line + 1,
    column,
    endColumn: Math.max(endColumn, column + 1),
    text,
  };
}

interface Lines {
  /** The offset of each line. */
  readonly starts: readonly number[];
  /** Returns the line between two offsets, without a CR at its end. */
  lineAt(start: number, end: number): Line;
}

interface Line {
  readonly text: string;
  /** Returns the 1-based column of an offset in the line, in UTF-16 units. */
  columnAt(offset: number): number;
}

const known = new WeakMap<Source, Lines>();

/** Returns the lines of a source; they are found once, so that all places in it take linear time. */
function linesOf(source: Source): Lines {
  const before = known.get(source);
  if (before !== undefined) return before;
  const { text } = source;
  const starts = [0];
  for (let end = text.indexOf("\n"); end !== -1; end = text.indexOf("\n", end + 1)) {
    starts.push(end + 1);
  }
  const lines = { starts, lineAt: isAscii(text) ? asciiLines(text) : decodedLines(text) };
  known.set(source, lines);
  return lines;
}

function asciiLines(text: ByteText): Lines["lineAt"] {
  return (start, end) => ({
    text: text.slice(start, withoutCr(text, start, end)),
    columnAt: (offset) => offset - start + 1,
  });
}

// A whole list may stand in one line: it is decoded once, and its columns are counted from the last known one on.
const LONG_LINE = 1000;

function decodedLines(text: ByteText): Lines["lineAt"] {
  const long = new Map<number, Line>();
  return (start, end) => {
    const before = long.get(start);
    if (before !== undefined) return before;
    const line = {
      text: decodeText(text.slice(start, withoutCr(text, start, end))),
      columnAt: columnCounter(text, start),
    };
    if (end - start > LONG_LINE) long.set(start, line);
    return line;
  };
}

function columnCounter(text: ByteText, start: number): Line["columnAt"] {
  const offsets = [start];
  const columns = [1];
  const countFrom = (index: number, offset: number) =>
    (columns[index] ?? 1) + decodeText(text.slice(offsets[index], offset)).length;
  return (offset) => {
    for (;;) {
      const index = offsets.length - 1;
      const next = characterFrom(text, (offsets[index] ?? start) + LONG_LINE);
      if (next > offset) break;
      columns.push(countFrom(index, next));
      offsets.push(next);
    }
    return countFrom(lineIndexAt(offsets, offset), offset);
  };
}

/** Returns the offset of the first byte from an offset on that is not the middle of a character in UTF-8. */
function characterFrom(text: ByteText, offset: number): number {
  let at = offset;
  while ((text.charCodeAt(at) & 0xc0) === 0x80) at++;
  return at;
}

function withoutCr(text: ByteText, start: number, end: number): number {
  return end > start && text[end - 1] === "\r" ? end - 1 : end;
}

/** Returns the 0-based index of the last line that starts at or before the offset. */
function lineIndexAt(starts: readonly number[], offset: number): number {
  let [low, high] = [0, starts.length - 1];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}
