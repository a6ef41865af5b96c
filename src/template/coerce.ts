import { MOST_LEVELS, TOO_DEEP } from "../manifest/nesting-limit.ts";
import { readNumber } from "../manifest/read-number.ts";
import { isList, isMap, mapOf, type Value } from "../manifest/value.ts";
import { wellFormed } from "../text/source.ts";
import type { Parameter } from "./template.ts";

/**
 * Returns the value that a text stands for in a parameter's type: strings as they are, lists and mappings as JSON.
 * A text that stands for none is returned as it is, to fail the type.
 */
export function coerce(text: string, type: Parameter["type"]): Value {
  switch (type) {
    case "string":
      return text;
    case "integer":
      return text.includes(".") ? text : (readNumber(text) ?? text);
    case "number":
      return readNumber(text) ?? text;
    case "boolean":
      return text === "true" || text === "false" ? text === "true" : text;
    case "array":
    case "object":
      return readJson(text) ?? text;
  }
}

function readJson(text: string): Value | undefined {
  try {
    return withoutPrototypes(JSON.parse(text) as Value);
  } catch {
    return undefined;
  }
}

/** Mappings of the program have no prototype, those of `JSON.parse` do; throws a `RangeError` for what is nested too deep. */
function withoutPrototypes(value: Value, depth = 0): Value {
  if (typeof value === "string") return wellFormed(value);
  if (!isList(value) && !isMap(value)) return value;
  if (depth >= MOST_LEVELS) throw new RangeError(TOO_DEEP.message);
  const inside = (field: Value) => withoutPrototypes(field, depth + 1);
  if (isList(value)) return value.map(inside);
  return mapOf(Object.entries(value).map(([key, field]) => [wellFormed(key), inside(field)]));
}
