import { endLine, type Pen, stepOf } from "./style.ts";

/** A value as JSON has it. */
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

// Words that all readers take for strings.
const PLAIN = /^(?!(?:y|n|yes|no|on|off|true|false|null)$)[A-Za-z_/][\w./-]*(?: [\w./-]+)*$/i;

/** Returns a scalar that is no block scalar, without its line break; a part that goes on is indented by `indent`. */
export function printScalar(
  value: null | boolean | number | string,
  pen: Pen,
  indent: string,
): string {
  const { choices, style } = pen;
  if (value === null) return choices.oneOf(["null", "~", "Null", "NULL"]);
  if (typeof value !== "string") return String(value);
  const forms = [printDouble(value, pen, indent)];
  if (!/[\p{Cc}\u00a0]/u.test(value)) forms.push(`'${value.replaceAll("'", "''")}'`);
  if (PLAIN.test(value)) {
    const folded = choices.chance(style.odd) && indent !== "";
    forms.unshift(folded ? value.replace(" ", `\n${indent}`) : value);
  }
  return forms[choices.pick(forms.length)] ?? "";
}

function printDouble(value: string, { choices, style }: Pen, indent: string): string {
  const json = JSON.stringify(value);
  if (!choices.chance(style.odd)) return json;
  const escaped = json.replaceAll(/[\u{80}-\u{10ffff}]/gu, (char) => {
    const digits = (char.codePointAt(0) ?? 0).toString(16);
    return digits.length > 4 ? `\\U${digits.padStart(8, "0")}` : `\\u${digits.padStart(4, "0")}`;
  });
  if (indent === "" || choices.chance(50)) return escaped;
  return escaped
    .replace(/(?<=\w) (?=\w)/, `\n${indent}`)
    .replace(/(?<!\\\w{0,10})(?<=\w\w\w)(?=\w\w\w)/, `\\\n${indent}`);
}

/** Returns a block scalar with its line breaks, for a node whose parent stands at `column`; undefined if it cannot be one. */
export function printBlockScalar(value: string, pen: Pen, column: number): string | undefined {
  const { choices } = pen;
  if (/[^\n\x20-\x7e\u00a1-\ud7ff\u{10000}-\u{10ffff}]/u.test(value) || value === "")
    return undefined;
  const end = /\n*$/.exec(value)?.[0] ?? "";
  const body = value.slice(0, value.length - end.length);
  const needed = /^[ \n]/.test(body) || body === "";
  if (/(?:^|\n) +$/.test(body)) return undefined;
  const step = Math.min(9, stepOf(pen));
  const indicator = needed || choices.chance(10) ? String(step) : "";
  const chomping = end === "" ? "-" : end === "\n" && body !== "" && choices.chance(80) ? "" : "+";
  const isFoldable = !/^[ \n]|\n/.test(body) && body !== "";
  const style = isFoldable && choices.chance(30) ? ">" : "|";
  const header = style + (choices.chance(50) ? indicator + chomping : chomping + indicator);
  const pad = " ".repeat(column + step);
  const lines = body === "" ? [] : body.split("\n").map((line) => (line === "" ? "" : pad + line));
  const blank =
    chomping === "+" ? Math.max(0, end.length - (body === "" ? 0 : 1)) : choices.oneOf([0, 0, 1]);
  endLine(pen);
  pen.below = column + step;
  pen.keeps = chomping === "+";
  const note = choices.chance(10) ? " # block" : "";
  return `${header}${note}\n${lines.map((line) => `${line}\n`).join("")}${"\n".repeat(blank)}`;
}
