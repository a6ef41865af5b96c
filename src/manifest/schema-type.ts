import { isList, isMap, type Value } from "./value.ts";

/** The types of JSON Schema. */
export type SchemaType = "null" | "boolean" | "integer" | "number" | "string" | "array" | "object";

const TYPES: Readonly<
  Record<SchemaType, { readonly noun: string; readonly test: (value: Value) => boolean }>
> = {
  null: { noun: "null", test: (value) => value === null },
  boolean: { noun: "true or false", test: (value) => typeof value === "boolean" },
  integer: {
    noun: "an integer",
    test: (value) => typeof value === "bigint" || Number.isInteger(value),
  },
  number: {
    noun: "a number",
    test: (value) => typeof value === "bigint" || Number.isFinite(value),
  },
  string: { noun: "a string", test: (value) => typeof value === "string" },
  array: { noun: "a list", test: isList },
  object: { noun: "a mapping", test: isMap },
};

/** Returns what `type` of a schema allows; empty where it allows all. */
export function typesOf(
  type: SchemaType | readonly SchemaType[] | undefined,
): readonly SchemaType[] {
  if (type === undefined) return [];
  return typeof type === "string" ? [type] : type;
}

/** Tells whether the value is of one of the types; of no types, every value is. */
export function hasType(value: Value, types: readonly SchemaType[]): boolean {
  return types.length === 0 || types.some((type) => TYPES[type].test(value));
}

/** Returns what a message calls a value of the type, e.g. "an integer". */
export function nounOfType(type: SchemaType): string {
  return TYPES[type].noun;
}
