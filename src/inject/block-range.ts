import type { Entry, Node, SequenceNode } from "../manifest/outline.ts";
import { type ByteText, lineStartAt, nextLineAt } from "../text/source.ts";

/** Returns the offset behind the `:` of an entry. */
export function colonEnd(text: ByteText, entry: Entry): number {
  return text.indexOf(":", entry.key.end) + 1;
}

/** Returns the last part of an entry: its value, or its key where nothing follows. */
export function lastPartOf(entry: Entry): Node {
  return entry.value.end > entry.key.end ? entry.value : entry.key;
}

/** Returns the offset behind the last line of a node; a block scalar ends with its own line break. */
export function endOfNode(text: ByteText, end: number): number {
  return text.charAt(end - 1) === "\n" ? end : nextLineAt(text, end);
}

/**
 * Returns the offset behind a node that ends at `end`, and behind the comment lines that follow it directly and are
 * indented deeper than `column`: they are about the node, so what is inserted goes after them.
 */
export function endOfNodeAndComments(text: ByteText, end: number, column: number): number {
  let at = endOfNode(text, end);
  for (;;) {
    const next = nextLineAt(text, at);
    const comment = /^ *(?=#)/.exec(text.slice(at, next));
    if (comment === null || comment[0].length <= column) return at;
    at = next;
  }
}

/**
 * Returns the offset at which a new first item goes: behind the line of the key, so that comments above the item that
 * was first stay with it.
 */
export function startOfItems(text: ByteText, keyEnd: number, list: SequenceNode): number {
  const first = lineStartAt(text, list.start);
  const afterKey = nextLineAt(text, keyEnd);
  const between = afterKey < first ? text.slice(afterKey, first) : "";
  return /^(?:[ \t]*(?:#[^\n]*)?\r?\n)*$/.test(between) ? Math.min(afterKey, first) : first;
}
