import type { ByteText } from "../text/source.ts";
import type { Node } from "./outline.ts";
import { COLON_FIRST, QUESTION_MARK, type Refused, TAB_BELOW } from "./refused-yaml.ts";

/** Where a plain scalar stands. */
export interface PlainPlace {
  readonly text: ByteText;
  /** In how many mappings and lists that are written in brackets. */
  readonly brackets: number;
  /** The 0-based column of the block collection around it. */
  readonly column: number;
  /** Whether there is a tab in the document at all. */
  readonly hasTabs: boolean;
}

/** How far below a scalar a tab is looked for, in bytes. */
const REACH = 1000;

/** Returns why a scalar without quotes is not read. */
export function refusedPlain(
  { start, end }: Pick<Node, "start" | "end">,
  { text, brackets, hasTabs, column }: PlainPlace,
): Refused | undefined {
  if (brackets > 0) {
    if (text.charAt(start) === ":") return COLON_FIRST;
    if (text.slice(start, end).includes("?")) return QUESTION_MARK;
  }
  if (!hasTabs) return undefined;
  const below = text.slice(end, end + REACH);
  if (brackets === 0) return /^[ \t]*\r?\n(?: *\r?\n)* *\t/.test(below) ? TAB_BELOW : undefined;
  const spaces = /^[ \t\r\n]*/.exec(below)?.[0] ?? "";
  const tabs = [...spaces.matchAll(/\n( *)\t/g)];
  return tabs.some(([, before = ""]) => before.length <= column) ? TAB_BELOW : undefined;
}
