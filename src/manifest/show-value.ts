import { isList, isMap, type Value } from "./value.ts";

const LONGEST = 60;

/** Returns a value as one line of JSON, its keys in their order. */
export function compactJson(value: Value): string {
  if (typeof value === "bigint") return value.toString();
  if (isList(value)) return `[${value.map(compactJson).join(",")}]`;
  if (!isMap(value)) return JSON.stringify(value);
  const fields = Object.entries(value);
  return `{${fields.map(([key, field]) => `${JSON.stringify(key)}:${compactJson(field)}`).join(",")}}`;
}

/** Returns a value as a message shows it: JSON, cut off after 60 characters. */
export function showValue(value: Value): string {
  const text = compactJson(value);
  return text.length <= LONGEST ? text : `${text.slice(0, LONGEST - 3)}...`;
}
