import type { FieldPath } from "../manifest/field-path.ts";
import { type JsonSchema, resolveSchema } from "../manifest/json-schema.ts";
import { readNumber } from "../manifest/read-number.ts";
import { hasType, typesOf } from "../manifest/schema-type.ts";
import { compactJson } from "../manifest/show-value.ts";
import { isList, isMap, mapOf, type Value, type ValueMap } from "../manifest/value.ts";
import { readCondition } from "./condition.ts";
import { escapeDollars, parseReferences, type Reference, type TextReader } from "./reference.ts";

/** What references and conditions stand for, and what the result is noted in. */
export interface Substitution {
  /** The schema that `#/$defs/...` refers to; the field's type decides what a reference becomes. */
  readonly root: JsonSchema;
  /** Undefined where there is no value; an empty string stands for it then. */
  readonly valueFor: (reference: Reference) => Value | undefined;
  /** Tells whether a parameter is true, which decides `when`; without it, conditions are kept as they are. */
  readonly isTrue?: (param: string) => boolean;
  /** Takes note of the path that each mapping and list comes from. */
  readonly origins?: WeakMap<object, FieldPath>;
}

/** Returns the value with its references filled in; `path` is where it stands in the template's document. */
export function substitute(
  value: Value,
  given: JsonSchema,
  path: FieldPath,
  filling: Substitution,
): Value {
  if (typeof value === "string") return fillIn(value, given, path, filling);
  const schema = schemaFor(value, given, filling.root);
  if (isList(value)) {
    const items = schema.items ?? {};
    const kept = value.flatMap((item, index) =>
      isKept(item, items, filling) ? [substitute(item, items, [...path, index], filling)] : [],
    );
    return noted(kept, path, filling);
  }
  if (!isMap(value)) return value;
  const decided = filling.isTrue !== undefined && isConditional(schema);
  const fields = Object.entries(value).filter(([key]) => !(decided && key === "when"));
  const entries = fields.flatMap(([key, field]) => {
    const filled = substitute(field, fieldSchema(schema, key), [...path, key], filling);
    return isEmptied(field, filled) ? [] : [[key, filled] as const];
  });
  return noted(mapOf(entries), path, filling);
}

/** A list of which nothing is left is left out, rather than written as empty. */
function isEmptied(field: Value, filled: Value): boolean {
  return isList(field) && field.length > 0 && isList(filled) && filled.length === 0;
}

function isKept(item: Value, schema: JsonSchema, { isTrue, root }: Substitution): boolean {
  if (isTrue === undefined || !isMap(item) || !isConditional(resolveSchema(schema, root)))
    return true;
  const when = item["when"];
  if (typeof when !== "string") return true;
  const { param, holdsFor } = readCondition(when);
  return isTrue(param) === holdsFor;
}

/** Whether `when` of a mapping is ours, and not the name of a label or the like. */
function isConditional({ properties }: JsonSchema): boolean {
  return properties !== undefined && Object.hasOwn(properties, "when");
}

function noted<T extends ValueMap | readonly Value[]>(
  value: T,
  path: FieldPath,
  { origins }: Substitution,
): T {
  origins?.set(value, path);
  return value;
}

/** The branch of `anyOf` that is for values of this type, definitions resolved. */
function schemaFor(value: Value, given: JsonSchema, root: JsonSchema): JsonSchema {
  const schema = resolveSchema(given, root);
  const branches = schema.anyOf?.map((branch) => resolveSchema(branch, root));
  return branches?.find((branch) => hasType(value, typesOf(branch.type))) ?? schema;
}

function fieldSchema(schema: JsonSchema, key: string): JsonSchema {
  const { properties, additionalProperties } = schema;
  if (properties !== undefined && Object.hasOwn(properties, key)) return properties[key] ?? {};
  return typeof additionalProperties === "object" ? additionalProperties : {};
}

/** The fields that Kubernetes expands `$(VAR)` in, `exec` of probes (but not of lifecycle hooks) included. */
const EXPANDED = new RegExp(
  "^spec\\.((containers|initContainers)\\.(command|args|(liveness|readiness|startup)Probe\\.exec\\.command)" +
    "|(containers|initContainers|app)\\.(env\\.value|volumeMounts\\.subPathExpr))$",
);

function readerOf(path: FieldPath): TextReader {
  const fields = path.filter((segment) => typeof segment === "string");
  return EXPANDED.test(fields.join(".")) ? "kubernetes" : "verbatim";
}

function fillIn(text: string, given: JsonSchema, path: FieldPath, filling: Substitution): Value {
  if (!text.includes("$")) return text;
  const reader = readerOf(path);
  const parts = parseReferences(text, reader);
  const [first] = parts;
  if (parts.length === 1 && typeof first === "object") {
    return insert(filling.valueFor(first) ?? "", given, path, filling);
  }
  // From the end, because what follows a value decides which `$` of it need another one.
  const filled = parts.reduceRight<string>((rest, part) => {
    if (typeof part === "string") return part + rest;
    const value = textOf(filling.valueFor(part) ?? "");
    return (reader === "kubernetes" ? escapeDollars(value, rest) : value) + rest;
  }, "");
  const hasReference = parts.some((part) => typeof part === "object");
  return hasReference ? converted(filled, schemaFor(filled, given, filling.root)) : filled;
}

/** Returns a copy of a parameter's value as the field at the path takes it. */
function insert(value: Value, given: JsonSchema, path: FieldPath, filling: Substitution): Value {
  const schema = schemaFor(value, given, filling.root);
  const typed = converted(value, schema);
  if (typeof typed === "string") {
    return readerOf(path) === "kubernetes" ? escapeDollars(typed, "") : typed;
  }
  if (isList(typed)) {
    return noted(
      typed.map((item, index) => insert(item, schema.items ?? {}, [...path, index], filling)),
      path,
      filling,
    );
  }
  if (!isMap(typed)) return typed;
  const entries = Object.entries(typed).map(
    ([key, field]) =>
      [key, insert(field, fieldSchema(schema, key), [...path, key], filling)] as const,
  );
  return noted(mapOf(entries), path, filling);
}

/** Returns the value in the type of the field where it can be had in it, else as it is. */
function converted(value: Value, schema: JsonSchema): Value {
  const types = typesOf(schema.type);
  if (hasType(value, types)) return value;
  if (types.includes("string")) return textOf(value);
  if (typeof value !== "string") return value;
  const isNumeric = types.includes("integer") || types.includes("number");
  if (isNumeric) return readNumber(value) ?? value;
  if (types.includes("boolean") && (value === "true" || value === "false")) return value === "true";
  return value;
}

function textOf(value: Value): string {
  return typeof value === "string" ? value : compactJson(value);
}
