/** A part of a source file to put other text in the place of; offsets count UTF-16 code units. */
export interface Replacement {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** An entry of a table, or a limit, and the source without it, or with another limit. */
export interface Entry {
  /** The path from the root of the project, with `/`. */
  readonly file: string;
  /** The 1-based line that it begins in. */
  readonly line: number;
  /** The constant or function that the table stands in. */
  readonly table: string;
  /** What is left out, or what the limit becomes. */
  readonly text: string;
  readonly change: "left out" | "another limit";
  readonly replacement: Replacement;
}

/** Returns a source text with a part of it replaced. */
export function replaced(source: string, { start, end, text }: Replacement): string {
  return source.slice(0, start) + text + source.slice(end);
}
