import type { Entry, MapNode } from "../manifest/outline.ts";
import { lineStartAt } from "../text/source.ts";
import { linesOfEntry, replaceLines } from "./line-range.ts";
import { type LooseEdit, replacement, type SpliceContext } from "./loose-edit.ts";

/**
 * Returns the edits that take entries out of a block mapping of which others stay. The first key of an item stands
 * behind the dash, which stays: the first key that is left takes its place.
 */
export function removals(
  { entries }: MapNode,
  gone: readonly Entry[],
  context: SpliceContext,
): readonly LooseEdit[] {
  const { text, layout } = context;
  const [first, ...others] = gone.map((entry) => ({ entry, range: linesOfEntry(entry, context) }));
  if (first === undefined) return [];
  const rest = others.map(({ range }) => replaceLines(range, [], context));
  const { key } = first.entry;
  const isAtLineStart = /^[ \t]*$/.test(text.slice(first.range.start, key.start));
  if (isAtLineStart) return [replaceLines(first.range, [], context), ...rest];
  const run = others.findIndex(
    ({ range }, i) => range.start !== (others[i - 1] ?? first).range.end,
  );
  const joined = run === -1 ? others : others.slice(0, run);
  const end = (joined.at(-1) ?? first).range.end;
  const next = entries.find((entry) => lineStartAt(text, entry.key.start) === end);
  if (next === undefined) {
    const spaces = / *$/.exec(text.slice(first.range.start, key.start))?.[0].length ?? 0;
    return [replacement(key.start - spaces, first.range.end, layout.eol), ...rest];
  }
  return [replacement(key.start, next.key.start, ""), ...rest.slice(joined.length)];
}
