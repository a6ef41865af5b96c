import type { Choices } from "./choices.ts";
import { printFlow } from "./print-flow.ts";
import { type Json, printBlockScalar, printScalar } from "./print-scalar.ts";
import { between, endLine, lineEnd, newPen, type Pen, stepOf } from "./style.ts";

/** Returns a mapping as one of the many texts that stand for it in YAML; its keys come in any order. */
export function printYaml(value: { [key: string]: Json }, choices: Choices): string {
  const pen = newPen(choices);
  const head = between(pen);
  if (choices.chance(pen.style.flow / 4)) return head + printFlow(value, pen, 1) + lineEnd(pen);
  const column = choices.chance(pen.style.odd) ? choices.pick(4) : 0;
  return head + printMap(value, pen, column) + between(pen);
}

/** Returns the lines of a mapping, the first one with its indentation. */
function printMap(map: { [key: string]: Json }, pen: Pen, column: number): string {
  return pen.choices
    .shuffled(Object.entries(map))
    .map(([key, value], index) => {
      const before = index === 0 ? "" : between(pen);
      return before + " ".repeat(column) + printEntry(key, value, pen, column);
    })
    .join("");
}

function printEntry(key: string, value: Json, pen: Pen, column: number): string {
  const { choices, style } = pen;
  const name = printScalar(key, pen, "");
  if (choices.chance(style.odd / 10)) {
    const end = lineEnd(pen);
    return `? ${name}${end}${between(pen)}${" ".repeat(column)}:${printValue(value, pen, column, "key")}`;
  }
  return `${name}${choices.chance(style.odd) ? " " : ""}:${printValue(value, pen, column, "key")}`;
}

/** Returns the lines of a list, the first one with its indentation. */
function printList(list: readonly Json[], pen: Pen, column: number): string {
  const width = 1 + (pen.choices.chance(20) ? pen.choices.pick(5) : 0);
  return list
    .map((item, index) => {
      const before = index === 0 ? "" : between(pen);
      return `${before}${" ".repeat(column)}-${printItem(item, pen, column, width)}`;
    })
    .join("");
}

/** Returns what stands behind a dash: mappings and lists mostly start on its line. */
function printItem(item: Json, pen: Pen, column: number, width: number): string {
  const { choices, style } = pen;
  const isBlock = typeof item === "object" && item !== null && Object.keys(item).length > 0;
  if (!isBlock || choices.chance(style.flow) || choices.chance(style.odd + style.anchors)) {
    return printValue(item, pen, column, "dash");
  }
  const inner = column + 1 + width;
  const lines = Array.isArray(item) ? printList(item, pen, inner) : printMap(item, pen, inner);
  return " ".repeat(width) + lines.slice(inner);
}

/** Returns what stands behind a `:` or a dash at `column`, to the end of its last line. */
function printValue(value: Json, pen: Pen, column: number, behind: "key" | "dash"): string {
  const { choices, style } = pen;
  const json = JSON.stringify(value);
  const known = pen.anchors.get(json);
  if (known !== undefined && choices.chance(60)) return ` *${known}${lineEnd(pen)}`;
  if (value === null && choices.chance(50)) return lineEnd(pen);
  const isScalar = typeof value !== "object" || value === null;
  const blank = choices.chance(style.odd) ? (isScalar && behind === "key" ? "\t" : "  ") : " ";
  if (choices.chance(style.anchors)) {
    const name = `a${pen.named++}`;
    const text = printContent(value, pen, column, behind, ` &${name}`);
    pen.anchors.set(json, name);
    return text;
  }
  return printContent(value, pen, column, behind, "", blank);
}

function printContent(
  value: Json,
  pen: Pen,
  column: number,
  behind: "key" | "dash",
  anchor: string,
  blank = " ",
): string {
  const { choices, style } = pen;
  const inner = column + stepOf(pen);
  if (typeof value !== "object" || value === null) {
    const block =
      typeof value === "string" && choices.chance(value.includes("\n") ? 80 : 8)
        ? printBlockScalar(value, pen, column)
        : undefined;
    if (block !== undefined) return `${anchor}${blank}${block}`;
    const isBelow = choices.chance(style.odd / 2);
    const start = isBelow ? `${lineEnd(pen)}${" ".repeat(inner)}` : blank;
    return `${anchor}${start}${printScalar(value, pen, " ".repeat(inner))}${lineEnd(pen)}`;
  }
  if (Object.keys(value).length === 0 || choices.chance(style.flow)) {
    const isBelow = choices.chance(style.odd / 2);
    const start = isBelow ? `${lineEnd(pen)}${" ".repeat(inner)}` : blank;
    endLine(pen);
    return `${anchor}${start}${printFlow(value, pen, inner)}${lineEnd(pen)}`;
  }
  const head = `${anchor}${lineEnd(pen)}${between(pen)}`;
  if (!Array.isArray(value)) return head + printMap(value, pen, inner);
  const isFlush = behind === "key" && choices.chance(50);
  return head + printList(value, pen, isFlush ? column : inner);
}
