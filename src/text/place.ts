import { lineAt, positionAt, type Source } from "./source.ts";

/** A stretch of a file that a report shows; lines and columns are 1-based, `endColumn` is exclusive, UTF-16 units. */
export interface Place {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  /** The end on the same line: where a node goes on, the end of its first line. */
  readonly endColumn: number;
  /** The source line, without its line break. */
  readonly text: string;
}

/** Returns the place of the bytes from `start` to `end` (offsets) of a source. */
export function placeOf(source: Source, start: number, end: number): Place {
  const { line, column } = positionAt(source.text, start);
  const text = lineAt(source.text, start);
  const stop = positionAt(source.text, Math.max(start, end));
  const endColumn = stop.line === line ? stop.column : text.length + 1;
  return { file: source.path, line, column, endColumn: Math.max(endColumn, column + 1), text };
}
