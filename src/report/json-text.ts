import { isList, isMap, type Value } from "../manifest/value.ts";

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
  if (!isMap(value)) return JSON.stringify(value);
  const fields = Object.entries(value).map(
    ([key, field]) => `${JSON.stringify(key)}: ${jsonText(field, inner)}`,
  );
  return bracket("{", fields, "}", indent);
}

function bracket(open: string, parts: readonly string[], close: string, indent: string): string {
  if (parts.length === 0) return open + close;
  return `${open}\n${parts.map((part) => `${indent}  ${part}`).join(",\n")}\n${indent}${close}`;
}
