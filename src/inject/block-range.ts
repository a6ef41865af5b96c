import type { Entry, Item, MapNode, Node, SequenceNode } from "../manifest/outline.ts";
import { type ByteText, lineStartAt, nextLineAt } from "../text/source.ts";
import { endOfDeepLines } from "./open-scalar.ts";

/** Returns the offset behind the `:` of an entry. */
export function colonEnd(text: ByteText, entry: Entry): number {
  return text.indexOf(":", entry.key.end) + 1;
}

/**
 * Returns where the text of an entry's value starts: behind the `:`, or, where the value is on a later line than that,
 * at the value, so that comments between them stay.
 */
export function startOfValueText(text: ByteText, entry: Entry): number {
  const behind = colonEnd(text, entry);
  return text.slice(behind, entry.value.start).includes("\n") ? entry.value.start : behind;
}

/** Returns the last part of an entry: its value, or its key where nothing follows. */
export function lastPartOf(entry: Entry): Node {
  return entry.value.end > entry.key.end ? entry.value : entry.key;
}

/** Returns the offset behind the last line of a node; a block scalar ends with its own line break. */
function endOfNode(text: ByteText, end: number): number {
  return text.charAt(end - 1) === "\n" ? end : nextLineAt(text, end);
}

/** A stretch of text. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

/**
 * Returns the text of each entry of a mapping in block style: its lines. A dash before the first one stays: there the
 * text starts behind the dash, and if the entry goes, what follows it takes its place.
 */
export function entryRanges(
  text: ByteText,
  { entries }: MapNode,
  isRemoved: (entry: Entry) => boolean,
): readonly Range[] {
  let behindDash = entries.slice(0, 1).find(({ key }) => isBehindDash(text, key))?.key.start;
  return entries.map((entry, index) => {
    const { start } = entry.key;
    const end = endOfNode(text, lastPartOf(entry).end);
    if (start !== behindDash) return { start: lineStartAt(text, start), end };
    if (!isRemoved(entry) || index === entries.length - 1) return { start, end };
    behindDash = textFrom(text, end);
    return { start, end: behindDash };
  });
}

function isBehindDash(text: ByteText, { start }: Node): boolean {
  return /^ *-[ -]*$/.test(text.slice(lineStartAt(text, start), start));
}

/** Returns the offset of the next character, from `start` on, that is no white space. */
function textFrom(text: ByteText, start: number): number {
  return start + (/^[ \t\r\n]*/.exec(text.slice(start))?.[0].length ?? 0);
}

/** Returns the lines of an item of a list in block style. */
export function itemRange(text: ByteText, { dash, value }: Item): Range {
  return { start: lineStartAt(text, dash), end: endOfNode(text, Math.max(value.end, dash + 1)) };
}

/** Returns the lines of each part of a collection in block style; comments between the parts are not among them. */
export function partRanges(text: ByteText, node: MapNode | SequenceNode): readonly Range[] {
  return node.type === "map"
    ? entryRanges(text, node, () => true)
    : node.items.map((item) => itemRange(text, item));
}

/**
 * Returns the stretches of the lines of an entry, at `range`, that go with it. Comments between the parts of a collection
 * are none of its parts, and stay.
 */
export function rangesBesideComments(
  text: ByteText,
  { key, value }: Entry,
  range: Range,
): readonly Range[] {
  const isBlock = (value.type === "map" || value.type === "sequence") && value.style === "block";
  const behindKey = nextLineAt(text, key.end);
  if (!isBlock || range.start !== lineStartAt(text, key.start) || behindKey > value.start) {
    return [range];
  }
  const parts = partRanges(text, value).flatMap((part, index) => {
    const inner = value.type === "map" ? value.entries[index] : undefined;
    return inner === undefined ? [part] : rangesBesideComments(text, inner, part);
  });
  const kept: Range[] = [];
  let start = range.start;
  let end = behindKey;
  for (const part of parts) {
    const between = text.slice(end, part.start);
    if (between.includes("#") && isFree(between)) {
      kept.push({ start, end });
      start = part.start;
    }
    end = part.end;
  }
  return [...kept, { start, end: range.end }];
}

/** Tells whether lines hold nothing but comments and white space. */
function isFree(lines: string): boolean {
  return /^(?:[ \t]*(?:#[^\n]*|\r)?\n)*$/.test(lines);
}

/**
 * Returns the offset behind a node that ends at `end`, and behind the comments that follow it and are indented deeper
 * than `column`: they are about the node, so what is inserted goes after them.
 */
export function endOfNodeAndComments(text: ByteText, end: number, column: number): number {
  return endOfDeepLines(text, endOfNode(text, end), column);
}

/** Returns the start of the comment lines at `column` directly above the line at `start`, which are about it. */
export function startOfCommentsAbove(text: ByteText, start: number, column: number): number {
  const above = lineStartAt(text, Math.max(0, start - 1));
  const comment = /^( *)#/.exec(text.slice(above, start));
  return above < start && comment?.[1]?.length === column
    ? startOfCommentsAbove(text, above, column)
    : start;
}

/**
 * Returns the offset at which a new first item goes: behind the line of the key, so that comments above the item that
 * was first stay with it.
 */
export function startOfItems(text: ByteText, keyEnd: number, list: SequenceNode): number {
  const first = lineStartAt(text, list.start);
  const afterKey = nextLineAt(text, keyEnd);
  const between = afterKey < first ? text.slice(afterKey, first) : "";
  return isFree(between) ? Math.min(endOfDeepLines(text, afterKey, list.column), first) : first;
}
