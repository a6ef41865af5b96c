import { isList, isMap, type Value } from "../manifest/value.ts";

/** Returns a value as JSON with spaces, so that it can be broken into lines. */
export function spacedJson(value: Value): string {
  if (typeof value === "bigint") return value.toString();
  if (isList(value)) return `[${value.map(spacedJson).join(", ")}]`;
  if (!isMap(value)) return JSON.stringify(value);
  const fields = Object.entries(value);
  return `{${fields.map(([key, field]) => `${JSON.stringify(key)}: ${spacedJson(field)}`).join(", ")}}`;
}
