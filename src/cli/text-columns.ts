import type { Io } from "../io/io.ts";

/** Without a terminal, and in files, text is this wide. */
const USUAL_COLUMNS = 80;
/** Longer lines are hard to read, in a wide terminal too. */
const MOST_COLUMNS = 100;

/** Returns how wide, in columns, text for people is on standard output. */
export function textColumns(io: Io): number {
  return Math.min(MOST_COLUMNS, io.stdoutColumns() ?? USUAL_COLUMNS);
}
