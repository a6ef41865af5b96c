import { decodeText, isAscii, type Source, startsWithBom } from "./source.ts";

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
}

/** Returns the place that stands for a file as a whole. */
export function placeOfFile(path: string): Place {
  return { file: path, line: 1, column: 1, endColumn: 1, text: "", isWholeFile: true };
}

/** Returns the place of the bytes from `start` to `end` (offsets) of a source. */
export function placeOf(source: Source, start: number, end: number): Place {
  const { text: content } = source;
  const { starts, decode } = linesOf(source);
  const at = Math.min(start, content.length);
  const line = lineIndexAt(starts, at);
  const from = starts[line] ?? 0;
  const next = starts[line + 1] ?? content.length + 1;
  const text = decode(content.slice(from, next - 1).replace(/\r$/, ""));
  const columnAt = (offset: number) => decode(content.slice(from, offset)).length + 1;
  const column = columnAt(at);
  const stop = Math.min(Math.max(start, end), content.length);
  const endColumn = stop < next ? columnAt(stop) : text.length + 1;
  return {
    file: source.path,
    line: line + 1,
    column,
    endColumn: Math.max(endColumn, column + 1),
    text,
  };
}

interface Lines {
  /** The offset of each line, behind a byte order mark. */
  readonly starts: readonly number[];
  /** Decodes a part of the source; of a source in ASCII nothing has to be looked at. */
  decode(part: string): string;
}

const known = new WeakMap<Source, Lines>();

/** Returns the lines of a source; they are found once, so that all places in it take linear time. */
function linesOf(source: Source): Lines {
  const before = known.get(source);
  if (before !== undefined) return before;
  const { text } = source;
  const starts = [startsWithBom(text) ? 3 : 0];
  for (let end = text.indexOf("\n"); end !== -1; end = text.indexOf("\n", end + 1)) {
    starts.push(end + 1);
  }
  const lines = { starts, decode: isAscii(text) ? (part: string) => part : decodeText };
  known.set(source, lines);
  return lines;
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
