import { nameOfObject } from "../manifest/object-name.ts";
import type { Workload } from "../manifest/objects.ts";
import type { Node } from "../manifest/outline.ts";
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
  return [...text.matchAll(COMMENT)].flatMap((match): readonly Suppression[] => {
    const [whole, before = "", rest = ""] = match;
    const offset = match.index + before.length;
    const inDocument = workloads.filter(
      ({ document }) => document.start <= offset && offset < document.end,
    );
    const [first] = inDocument;
    if (first !== undefined && isInScalar(first.outline.root, offset)) return [];
    const owner = inDocument.findLast(({ node }) => node.start <= offset) ?? first;
    const place = placeOf(source, offset, match.index + whole.length);
    return [
      {
        ...parseSuppression(decodeText(rest)),
        place,
        line: before.trim() === "" ? nextLine(text, match.index, place.line) : place.line,
        object: owner === undefined ? "" : nameOfObject(owner),
      },
    ];
  });
}

/** Returns the 1-based number of the next line that holds more than a comment. */
function nextLine(text: ByteText, offset: number, line: number): number {
  let number = line;
  for (let at = offset; at !== -1; number++) {
    const end = text.indexOf("\n", at);
    if (end === -1) return number + 1;
    at = end + 1;
    if (!/^[ \t]*(?:#|\r?$)/.test(text.slice(at, lineEnd(text, at)))) return number + 1;
  }
  return number;
}

function lineEnd(text: ByteText, start: number): number {
  const end = text.indexOf("\n", start);
  return end === -1 ? text.length : end;
}

function isInScalar(node: Node, offset: number): boolean {
  if (node.type === "sequence") return node.items.some(({ value }) => isInScalar(value, offset));
  if (node.type === "map") {
    return node.entries.some(
      ({ key, value }) => isInScalar(key, offset) || isInScalar(value, offset),
    );
  }
  // The offset of a comment behind a plain scalar is not in it.
  return node.type === "scalar" && node.start < offset && offset < node.end;
}
