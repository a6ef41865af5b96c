import { nameOfWorkload } from "../manifest/object-name.ts";
import { startOfWorkload, type Workload } from "../manifest/objects.ts";
import type { MapNode, Node, SequenceNode } from "../manifest/outline.ts";
import { lastStarted } from "../text/last-started.ts";
import { placeOf } from "../text/place.ts";
import { type ByteText, decodeText, type Source } from "../text/source.ts";
import { IGNORE_COMMENT, parseSuppression, type Suppression } from "./suppression.ts";

const COMMENT = new RegExp(
  `^(.*?(?:^|[ \\t]))#[ \\t]*${IGNORE_COMMENT}(?![\\w-])([^\\r\\n]*)`,
  "gm",
);

/**
 * Returns the suppressions in comments of a source. One that stands alone speaks of the next line that is no comment,
 * one behind a value of its own line. Text that only looks like a comment (in a block scalar, in quotes) is left out.
 */
export function commentSuppressions(
  source: Source,
  workloads: readonly Workload[],
): readonly Suppression[] {
  const { text } = source;
  if (!text.includes(IGNORE_COMMENT)) return [];
  const inOrder = workloads
    .map((workload) => ({ workload, start: startOfWorkload(workload) }))
    .sort((one, other) => one.start - other.start);
  const lineBelow = nextLines(text);
  // From the last to the first, so that a comment above another one needs no second look at what is below both.
  return [...text.matchAll(COMMENT)]
    .reverse()
    .flatMap((match): readonly Suppression[] => {
      const [whole, before = "", rest = ""] = match;
      const offset = match.index + before.length;
      const owner = workloadAt(inOrder, offset);
      if (owner !== undefined && isInScalar(owner.outline.root, offset)) return [];
      const place = placeOf(source, offset, match.index + whole.length);
      const isAlone = before.trim() === "";
      return [
        {
          ...parseSuppression(decodeText(rest)),
          place,
          line: isAlone ? lineBelow(match.index, place.line) : place.line,
          object: owner === undefined ? "" : nameOfWorkload(owner),
        },
      ];
    })
    .reverse();
}

/** Returns the last workload that starts before an offset in a document, else the first of that document. */
function workloadAt(
  inOrder: readonly { readonly workload: Workload; readonly start: number }[],
  offset: number,
): Workload | undefined {
  const index = lastStarted(inOrder, ({ start }) => start, offset);
  return inOrder
    .slice(Math.max(index, 0), index + 2)
    .map(({ workload }) => workload)
    .find(({ document }) => document.start <= offset && offset < document.end);
}

/**
 * Returns a function from a comment (the offset and the 1-based number of its line) to the number of the next line that
 * holds more than a comment. Asked from the last comment to the first, it takes linear time.
 */
function nextLines(text: ByteText): (offset: number, line: number) => number {
  const known = new Map<number, number>();
  const find = (offset: number, line: number): number => {
    let number = line;
    for (let at = offset; at !== -1; number++) {
      const end = text.indexOf("\n", at);
      if (end === -1) return number + 1;
      at = end + 1;
      const before = known.get(at);
      if (before !== undefined) return before;
      if (!/^[ \t]*(?:#|\r?$)/.test(text.slice(at, lineEnd(text, at)))) return number + 1;
    }
    return number;
  };
  return (offset, line) => {
    const found = find(offset, line);
    known.set(offset, found);
    return found;
  };
}

function lineEnd(text: ByteText, start: number): number {
  const end = text.indexOf("\n", start);
  return end === -1 ? text.length : end;
}

function isInScalar(root: Node, offset: number): boolean {
  let node: Node | undefined = root;
  while (node?.type === "map" || node?.type === "sequence") {
    node = node.type === "map" ? childOfMap(node, offset) : childOfSequence(node, offset);
  }
  // The offset of a comment behind a plain scalar is not in it.
  return node?.type === "scalar" && node.start < offset && offset < node.end;
}

function childOfMap({ entries }: MapNode, offset: number): Node | undefined {
  const entry = entries[lastStarted(entries, ({ key }) => key.start, offset)];
  return entry !== undefined && offset < entry.key.end ? entry.key : entry?.value;
}

function childOfSequence({ items }: SequenceNode, offset: number): Node | undefined {
  return items[lastStarted(items, ({ dash }) => dash, offset)]?.value;
}
