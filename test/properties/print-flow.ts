import { type Json, printScalar } from "./print-scalar.ts";
import { commentOf, type Pen } from "./style.ts";

/** Returns a value in flow style, without the line break behind it; lines that it goes on to start at `column`. */
export function printFlow(value: Json, pen: Pen, column: number): string {
  const indent = " ".repeat(column);
  if (typeof value !== "object" || value === null) return printScalar(value, pen, indent);
  const items = Array.isArray(value)
    ? value.map((item) => () => printFlow(item, pen, column + 1))
    : pen.choices.shuffled(Object.entries(value)).map(
        ([key, field]) =>
          () =>
            printEntry(key, field, pen, column + 1),
      );
  const [open, close] = Array.isArray(value) ? "[]" : "{}";
  let text = `${open}${gap(pen, indent)}`;
  for (const [index, item] of items.entries()) {
    text += item();
    if (index < items.length - 1)
      text += `${narrowGap(pen, indent)},${gap(pen, indent) || pen.choices.oneOf([" ", ""])}`;
  }
  const isTrailing = items.length > 0 && pen.choices.chance(pen.style.odd);
  return `${text}${isTrailing ? "," : ""}${items.length > 0 || isTrailing ? gap(pen, indent) : ""}${close}`;
}

function printEntry(key: string, value: Json, pen: Pen, column: number): string {
  const { choices, style } = pen;
  const name = printScalar(key, pen, "");
  if (value === null && choices.chance(50))
    return choices.chance(style.odd / 5) ? `${name} ` : `${name}:`;
  const tight = /^["']/.test(name) && choices.chance(50);
  const colon = choices.chance(style.odd) ? " :" : ":";
  const text = printFlow(value, pen, column);
  // Tight, `:-1` or `:[` are content for some readers.
  return `${name}${colon}${tight ? "" : " "}${text}`;
}

function narrowGap(pen: Pen, indent: string): string {
  return pen.choices.chance(pen.style.odd) ? gap(pen, indent) : "";
}

function gap({ choices, style }: Pen, indent: string): string {
  if (!choices.chance(style.breaks)) return choices.oneOf(["", "", " ", "  "]);
  const comment = choices.chance(style.comments) ? ` ${commentOf(choices)}` : "";
  return `${comment}\n${indent}`;
}
