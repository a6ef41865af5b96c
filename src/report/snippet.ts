import type { Place } from "../text/place.ts";
import { printable } from "../text/printable.ts";
import type { Paint, Style } from "./style.ts";
import { textWidth } from "./text-width.ts";

/** Longer lines are cut around the place; in UTF-16 units. */
const WINDOW = 110;
/** How much of a cut line is shown before the place. */
const LEAD = 40;

/** A place with what is said under its caret. */
export interface Snippet {
  readonly place: Place;
  readonly caption: string;
  readonly paint: Paint;
  /** Digits of the largest line number of the finding. */
  readonly digits: number;
}

/** Returns the source line with its number, and carets under the place. */
export function renderSnippet(snippet: Snippet, style: Style): readonly string[] {
  const { place, caption, paint, digits } = snippet;
  const { before, marked, after } = cut(place);
  const number = style.faint(`${place.line}`.padStart(digits + 2));
  const blank = " ".repeat(digits + 2);
  const bar = style.faint("|");
  const carets = paint("^".repeat(Math.max(1, textWidth(marked))));
  const remark = caption === "" ? "" : ` ${paint(printable(caption))}`;
  return [
    `${number} ${bar} ${before}${marked}${after}`.trimEnd(),
    `${blank} ${bar} ${blankOf(before)}${carets}${remark}`,
  ];
}

function cut({ text, column, endColumn }: Place): Record<"before" | "marked" | "after", string> {
  const long = text.length > WINDOW;
  const from = long ? boundary(text, Math.max(0, column - 1 - LEAD)) : 0;
  const to = long ? boundary(text, Math.min(text.length, from + WINDOW)) : text.length;
  const end = Math.min(endColumn - 1, to);
  return {
    before: (from > 0 ? "…" : "") + shown(text.slice(from, column - 1)),
    marked: shown(text.slice(column - 1, end)),
    after: shown(text.slice(end, to)) + (to < text.length ? "…" : ""),
  };
}

/** A tab of the source stays one. */
function shown(text: string): string {
  return text.split("\t").map(printable).join("\t");
}

/** Moves an index out of the middle of a surrogate pair. */
function boundary(text: string, index: number): number {
  const unit = text.charCodeAt(index);
  return unit >= 0xdc00 && unit <= 0xdfff ? index - 1 : index;
}

/** Tabs stay tabs, so that the carets stand under the place whatever the terminal makes of them. */
function blankOf(text: string): string {
  return text.replace(/[^\t]+/g, (part) => " ".repeat(textWidth(part)));
}
