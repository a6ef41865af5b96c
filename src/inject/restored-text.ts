import type { Entry, Node } from "../manifest/outline.ts";
import { type ByteText, decodeText, encodeText, joinTexts, sliceText } from "../text/source.ts";
import { colonEnd, startOfValueText } from "./block-range.ts";
import { gapsOf } from "./flow-pieces.ts";
import { type LooseEdit, replacement, type SpliceContext } from "./loose-edit.ts";

/**
 * Returns the edit that gives an entry, whose value is no block collection, the text back that `textBehindColon` has read
 * of it when it was empty, and keeps the comments that somebody has written into its brackets since. In JSON, which
 * another program may have made of the manifest since, only JSON can stand there.
 */
export function restoredText(
  entry: Entry,
  former: string,
  { text, syntax }: SpliceContext,
): LooseEdit {
  const start = startOfValueText(text, entry);
  if (syntax === "json" && !isJson(former)) {
    return replacement(start, entry.value.end, ` ${emptyJson(former)}`);
  }
  const restored = withNewComments(former, entry.value, text);
  const isBehindColon = start === colonEnd(text, entry) || !restored.startsWith(" ");
  return {
    ...replacement(start, entry.value.end, ""),
    insert: isBehindColon ? restored : sliceText(restored, 1),
  };
}
/** Returns that text as it can stand behind the colon of a plain key or in block style; after a key in quotes JSON needs no space. */
export function behindColon(former: string): string {
  return /^\S/.test(former) ? ` ${former}` : former;
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function emptyJson(former: string): string {
  return { "[": "[]", "{": "{}" }[former.trimStart().charAt(0)] ?? "null";
}

const COMMENT = /#[^\r\n]*/g;

/**
 * Returns the former text of a value with the comments that stand between its items now and did not then. Bytes that are no
 * UTF-8 are taken from where they stand.
 */
function withNewComments(former: string, value: Node, text: ByteText): ByteText {
  if (value.type !== "map" && value.type !== "sequence") return encodeText(former);
  const [, space = "", open = ""] = /^(\s*)([[{]?)/.exec(former) ?? [];
  const close = { "[": "]", "{": "}" }[open] ?? "";
  const between = gapsOf(value)
    .map(({ start, end }) => text.slice(start, end))
    .filter((gap) => !/^[ \t]*,[ \t]*$/.test(gap))
    .join("")
    .replace(/(#[^\r\n]*)|,/g, "$1");
  const inBrackets = (inner: string) => (space + open + inner + close) as ByteText;
  if (decodeText(inBrackets(between)) === former) return inBrackets(between);
  const known = new Set(former.match(COMMENT));
  const comments = (between.match(COMMENT) ?? []).map(decodeText);
  if (comments.every((comment) => known.has(comment))) return encodeText(former);
  const lines = between.replace(/\r?\n[ \t]*(?=\r?\n)/g, "");
  if (close !== "") return inBrackets(lines);
  const isEndOfLine = /^[ \t]*(?:\r?\n|$)/.test(text.slice(value.end));
  const kept = isEndOfLine ? lines.replace(/(?<![ \t\r\n])[ \t\r\n]+$/, "") : lines;
  return joinTexts([encodeText(former), kept as ByteText]);
}
