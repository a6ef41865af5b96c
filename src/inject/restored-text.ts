import type { Entry } from "../manifest/outline.ts";
import { colonEnd, startOfValueText } from "./block-range.ts";
import { type LooseEdit, replacement, type SpliceContext } from "./loose-edit.ts";

/**
 * Returns the edit that gives an entry of a flow mapping the text back that `textBehindColon` has read of it when it
 * was empty. In JSON, which another program may have made of the manifest since, only JSON can stand there.
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
  const isBehindColon = start === colonEnd(text, entry);
  return replacement(start, entry.value.end, isBehindColon ? former : former.replace(/^ /, ""));
}

/** Returns that text as it can stand behind the colon of an entry of a block mapping; JSON needs no space there. */
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
