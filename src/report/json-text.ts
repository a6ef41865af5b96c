import { isList, isMap, type Value } from "../manifest/value.ts";
import { UNPRINTABLE } from "../text/printable.ts";

/** A runner of GitHub overlooks the second kind where it looks for commands. */
const HIDDEN = new RegExp(`${UNPRINTABLE.source}|\\p{Default_Ignorable_Code_Point}`, "gu");

/** Returns a value as JSON over lines, indented by two; integers of any size keep their digits. */
export function jsonText(value: Value, indent = ""): string {
  if (typeof value === "bigint") return value.toString();
  const inner = `${indent}  `;
  if (isList(value)) {
    return bracket(
      "[",
      value.map((item) => jsonText(item, inner)),
      "]",
      indent,
    );
  }
  if (typeof value === "string") return jsonString(value);
  if (!isMap(value)) return JSON.stringify(value);
  const fields = Object.entries(value).map(
    ([key, field]) => `${jsonString(key)}: ${jsonText(field, inner)}`,
  );
  return bracket("{", fields, "}", indent);
}

/** The same text for who reads JSON; for a terminal and the log of a job there is nothing in it that is not shown, and no command. */
function jsonString(text: string): string {
  return JSON.stringify(text)
    .replace(HIDDEN, (found) =>
      Array.from({ length: found.length }, (_, at) => unitEscape(found.charCodeAt(at))).join(""),
    )
    .replaceAll("##[", "#\\u0023[");
}

function unitEscape(unit: number): string {
  return `\\u${unit.toString(16).padStart(4, "0")}`;
}

function bracket(open: string, parts: readonly string[], close: string, indent: string): string {
  if (parts.length === 0) return open + close;
  return `${open}\n${parts.map((part) => `${indent}  ${part}`).join(",\n")}\n${indent}${close}`;
}
