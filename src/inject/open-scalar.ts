// A block scalar goes on over all lines that are indented as deep as it is, be they comments or blank. So such lines must
// not get behind one: what is inserted goes behind them, and where an edit puts a scalar in front of them, they are moved.

import type { Node } from "../manifest/outline.ts";
import type { TextEdit } from "../text/edit.ts";
import { lastStarted } from "../text/last-started.ts";
import { type ByteText, encodeText, lineStartAt, nextLineAt } from "../text/source.ts";
import { literalAtEnd } from "./inserted-literal.ts";

/** A comment on a line of its own, or a line with nothing but white space. */
interface FreeLine {
  readonly start: number;
  readonly next: number;
  readonly type: "comment" | "blank";
  /** Columns in front of the comment or the line break; infinite with a tab, which no scalar bears in its indentation. */
  readonly indent: number;
}

function freeLineAt(text: ByteText, start: number): FreeLine | undefined {
  if (start >= text.length) return undefined;
  const next = nextLineAt(text, start);
  const match = /^( *)(\t[ \t]*)?(#|\r?\n?$)/.exec(text.slice(start, next));
  if (match === null) return undefined;
  const [, spaces = "", tabs, end] = match;
  const indent = tabs === undefined ? spaces.length : Number.POSITIVE_INFINITY;
  return { start, next, type: end === "#" ? "comment" : "blank", indent };
}

/**
 * Returns the offset behind the last of the comments and blank lines from `start` on that is indented deeper than
 * `column`: behind an inserted block scalar it would be content of it.
 */
export function endOfDeepLines(text: ByteText, start: number, column: number): number {
  let end = start;
  for (let line = freeLineAt(text, start); line !== undefined; line = freeLineAt(text, line.next)) {
    if (line.indent > column) end = line.next;
    else if (line.type === "comment") return end;
  }
  return end;
}

/** A block scalar that goes on at a place of the text, if the lines there let it. */
interface OpenScalar {
  /** The column of its content. */
  readonly column: number;
  /** A column at which a comment ends it. */
  readonly outside: number;
  /** What becomes of the line breaks at its end: all stay (`|+`), one does (`|`), or none (`|-`). */
  readonly chomping: "keep" | "clip" | "strip";
}

/**
 * Returns the edits (in order, of a text that ends in a line break) and those that keep what stands behind them out of
 * the block scalar that it comes to stand behind: comments are moved to the left, and blanks that would count go.
 * `roots` are those of the edited documents, in order.
 */
export function keepLinesOutOfScalars(
  text: ByteText,
  edits: readonly TextEdit[],
  roots: readonly Node[],
): readonly TextEdit[] {
  const kept: TextEdit[] = [];
  let open: OpenScalar | undefined;
  let at = -1;
  for (const [index, edit] of edits.entries()) {
    if (at !== edit.start) open = scalarBefore(text, roots, edit.start);
    kept.push(edit);
    if (edit.insert !== "") open = scalarAtEnd(edit.insert);
    if (!isLineStart(text, edit)) continue;
    const end = edits[index + 1]?.start ?? text.length;
    at = edit.end;
    for (let line = freeLineAt(text, at); line !== undefined; line = freeLineAt(text, at)) {
      if (line.start >= end) break;
      if (open !== undefined) kept.push(...keepOut(text, line, open));
      if (line.type === "comment") open = undefined;
      at = line.next;
    }
  }
  return kept;
}

function isLineStart(text: ByteText, { start, end, insert }: TextEdit): boolean {
  const isBehindLine = (offset: number) => offset === 0 || text[offset - 1] === "\n";
  return isBehindLine(end) && (insert === "" ? isBehindLine(start) : insert.endsWith("\n"));
}

/** Returns the edit that a line needs behind a scalar, if any. */
function keepOut(
  text: ByteText,
  { start, next, type, indent }: FreeLine,
  { column, outside, chomping }: OpenScalar,
): readonly TextEdit[] {
  const line = text.slice(start, next);
  if (type === "comment") {
    if (indent < column) return [];
    const end = start + line.indexOf("#");
    return [{ start, end, insert: encodeText(" ".repeat(outside)) }];
  }
  if (chomping === "keep") return [{ start, end: next, insert: encodeText("") }];
  const end = start + line.search(/\r?\n?$/);
  return indent > column ? [{ start, end, insert: encodeText("") }] : [];
}

/** Returns the block scalar that a line at an offset stands behind, with nothing but blank lines between. */
function scalarBefore(
  text: ByteText,
  roots: readonly Node[],
  offset: number,
): OpenScalar | undefined {
  // What starts at the offset does not stand before it.
  const root = roots[lastStarted(roots, ({ start }) => start, offset)];
  const found = root === undefined ? undefined : lastScalar(root, 0, offset - 1);
  if (found === undefined) return undefined;
  const { node, column } = found;
  return /^[ \t\r\n]*$/.test(text.slice(node.end, offset))
    ? openScalar(text, node, column)
    : undefined;
}

/** Tells whether the line break in front of an offset belongs to the value of a block scalar there. */
export function isEndOfScalar(text: ByteText, roots: readonly Node[], offset: number): boolean {
  const open = scalarBefore(text, roots, offset);
  return open !== undefined && open.chomping !== "strip";
}

/** What to do about an unfinished block scalar. */
export const UNFINISHED_HELP =
  'End the file with a line break, or write "|-" in place of "|" if the value is to have none.';

/**
 * Returns the block scalar at the end of a text that lacks the line break at its end: kubectl reads one there, and
 * kustomize does not, so that nothing can be put behind it without changing its value for one of them.
 */
export function unfinishedScalar(text: ByteText, root: Node): Node | undefined {
  if (text.slice(lineStartAt(text, text.length)).trim() === "") return undefined;
  const found = lastScalar(root, 0, text.length);
  if (found === undefined || found.node.end < text.length) return undefined;
  return openScalar(text, found.node, found.column).chomping === "strip" ? undefined : found.node;
}

interface NestedScalar {
  readonly node: Node;
  /** Of the key or dash in front of it. */
  readonly column: number;
}

/** Returns the block scalar that is the last node that starts at or before an offset. */
function lastScalar(node: Node, column: number, offset: number): NestedScalar | undefined {
  if (node.start > offset) return undefined;
  if (node.type === "scalar") return node.style === "block" ? { node, column } : undefined;
  if (node.type === "map" && node.style === "block") {
    const entry = node.entries[lastStarted(node.entries, ({ key }) => key.start, offset)];
    return entry === undefined ? undefined : lastScalar(entry.value, node.column, offset);
  }
  if (node.type === "sequence" && node.style === "block") {
    const item = node.items[lastStarted(node.items, ({ dash }) => dash, offset)];
    return item === undefined ? undefined : lastScalar(item.value, node.column, offset);
  }
  return undefined;
}

function openScalar(text: ByteText, { start, end }: Node, column: number): OpenScalar {
  const [header = "", digit] = /^[|>][-+]*([1-9]?)[-+]*/.exec(text.slice(start, end)) ?? [];
  const content = text.slice(nextLineAt(text, start), end);
  const indent = /^( *)[^ \r\n]/m.exec(content)?.[1]?.length;
  const own = text.slice(lineStartAt(text, start)).search(/[^ ]/);
  return {
    column: digit ? column + Number(digit) : (indent ?? column + 1),
    outside: Math.min(own, column),
    chomping: header.includes("+") ? "keep" : header.includes("-") ? "strip" : "clip",
  };
}

function scalarAtEnd(insert: ByteText): OpenScalar | undefined {
  const literal = literalAtEnd(insert);
  if (literal === undefined) return undefined;
  return { column: literal.column, outside: literal.outside, chomping: "clip" };
}
