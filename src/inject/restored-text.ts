import type { Entry } from "../manifest/outline.ts";
import type { ByteText } from "../text/source.ts";
import { colonEnd, startOfValueText } from "./block-range.ts";
import { type LooseEdit, replacement } from "./loose-edit.ts";

/** Returns the edit that gives an entry the text back that `textBehindColon` has read of it when it was empty. */
export function restoredText(text: ByteText, entry: Entry, former: string): LooseEdit {
  const start = startOfValueText(text, entry);
  const isBehindColon = start === colonEnd(text, entry);
  return replacement(start, entry.value.end, isBehindColon ? former : former.replace(/^ /, ""));
}
