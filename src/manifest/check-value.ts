import type { FieldPath } from "./field-path.ts";
import { type JsonSchema, resolveSchema } from "./json-schema.ts";
import { isError, type SchemaFault } from "./schema-fault.ts";
import { hasType, nounOfType, typesOf } from "./schema-type.ts";
import { showValue } from "./show-value.ts";
import { canonicalJson, deepEqual, isList, isMap, type Value, type ValueMap } from "./value.ts";

/** Returns where the value departs from the schema: one fault per field, in the order of the value. */
export function checkValue(value: Value, schema: JsonSchema): readonly SchemaFault[] {
  return check(value, schema, { path: [], root: schema });
}

/** The formats of strings and numbers that `format` may name, and what a value of them is. */
export const FORMATS: Readonly<
  Record<string, { readonly must: string; readonly test: (value: Value) => boolean }>
> = {
  port: {
    must: "be a port number (1 to 65535)",
    test: (value) => typeof value !== "number" || (value >= 1 && value <= 65535),
  },
};

interface Context {
  readonly path: FieldPath;
  readonly root: JsonSchema;
}

function check(value: Value, given: JsonSchema, context: Context): readonly SchemaFault[] {
  const schema = resolveSchema(given, context.root);
  const must = demandUnmet(value, schema, context.root);
  if (must !== undefined) return [{ kind: "wrong", path: context.path, must, actual: value }];
  const branches = checkBranches(value, schema, context);
  if (branches.some(isError)) return branches;
  if (isList(value)) return [...branches, ...checkItems(value, schema, context)];
  return isMap(value) ? [...branches, ...checkFields(value, schema, context)] : branches;
}

function checkBranches(value: Value, schema: JsonSchema, context: Context): readonly SchemaFault[] {
  const branches = schema.anyOf;
  if (branches === undefined) return [];
  const results = branches.map((branch) => check(value, branch, context));
  const valid = results.find((faults) => !faults.some(isError));
  if (valid !== undefined) return valid;
  // If only one branch is for values of this type, then its faults are those of the value.
  const ofType = results.filter((_, index) => {
    const branch = resolveSchema(branches[index] ?? {}, context.root);
    return hasType(value, typesOf(branch.type));
  });
  const [only] = ofType;
  if (only !== undefined && ofType.length === 1) return only;
  const must = `be ${nounOf(schema, context.root)}`;
  return [{ kind: "wrong", path: context.path, must, actual: value }];
}

function checkItems(
  list: readonly Value[],
  schema: JsonSchema,
  context: Context,
): readonly SchemaFault[] {
  const { items } = schema;
  if (items === undefined) return [];
  return list.flatMap((item, index) =>
    check(item, items, { ...context, path: [...context.path, index] }),
  );
}

function checkFields(map: ValueMap, schema: JsonSchema, context: Context): readonly SchemaFault[] {
  const { path } = context;
  const missing = (schema.required ?? []).filter((field) => !Object.hasOwn(map, field));
  return [
    ...missing.map((field): SchemaFault => ({ kind: "missing", path, field })),
    ...Object.entries(map).flatMap(([key, value]) => checkField(key, value, schema, context)),
  ];
}

function checkField(
  key: string,
  value: Value,
  schema: JsonSchema,
  context: Context,
): readonly SchemaFault[] {
  const { properties = {}, additionalProperties, propertyNames } = schema;
  const field = { ...context, path: [...context.path, key] };
  if (propertyNames !== undefined) {
    const faults = check(key, propertyNames, field);
    if (faults.length > 0) return faults.map((fault) => ({ ...fault, isKey: true }));
  }
  const property = Object.hasOwn(properties, key) ? properties[key] : undefined;
  if (property !== undefined) return check(value, property, field);
  if (typeof additionalProperties === "object") return check(value, additionalProperties, field);
  if (additionalProperties === true) return [];
  if (additionalProperties === undefined && schema.properties === undefined) return [];
  return [
    {
      kind: "unknown",
      path: context.path,
      field: key,
      known: Object.keys(properties),
      severity: additionalProperties === false ? "error" : "warning",
    },
  ];
}

/** Returns what the value itself (not what is in it) fails to be, to stand behind "must". */
function demandUnmet(value: Value, schema: JsonSchema, root: JsonSchema): string | undefined {
  if (!hasType(value, typesOf(schema.type))) return `be ${nounOf(schema, root)}`;
  if (schema.const !== undefined && !deepEqual(value, schema.const)) {
    return `be ${showValue(schema.const)}`;
  }
  if (schema.enum?.every((allowed) => !deepEqual(value, allowed))) {
    return `be ${oneOf(schema.enum.map(showValue))}`;
  }
  const format = schema.format === undefined ? undefined : FORMATS[schema.format];
  if (format !== undefined && !format.test(value)) return format.must;
  if (typeof value === "string") return stringDemandUnmet(value, schema);
  if (typeof value === "number" || typeof value === "bigint") {
    return numberDemandUnmet(Number(value), schema);
  }
  if (isList(value)) return listDemandUnmet(value, schema);
  return isMap(value)
    ? countDemandUnmet(Object.keys(value).length, FIELD_COUNT, schema)
    : undefined;
}

function stringDemandUnmet(value: string, schema: JsonSchema): string | undefined {
  if (schema.pattern !== undefined && !new RegExp(schema.pattern, "u").test(value)) {
    return schema.title === undefined ? `match /${schema.pattern}/` : `be ${schema.title}`;
  }
  return countDemandUnmet([...value].length, LENGTH, schema);
}

function numberDemandUnmet(value: number, schema: JsonSchema): string | undefined {
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf } = schema;
  if (minimum !== undefined && value < minimum) return `be at least ${minimum}`;
  if (maximum !== undefined && value > maximum) return `be at most ${maximum}`;
  if (exclusiveMinimum !== undefined && value <= exclusiveMinimum) {
    return `be greater than ${exclusiveMinimum}`;
  }
  if (exclusiveMaximum !== undefined && value >= exclusiveMaximum) {
    return `be less than ${exclusiveMaximum}`;
  }
  if (multipleOf !== undefined && !Number.isInteger(value / multipleOf)) {
    return `be a multiple of ${multipleOf}`;
  }
  return undefined;
}

function listDemandUnmet(list: readonly Value[], schema: JsonSchema): string | undefined {
  if (schema.uniqueItems === true && new Set(list.map(canonicalJson)).size < list.length) {
    return "hold each item once";
  }
  return countDemandUnmet(list.length, ITEM_COUNT, schema);
}

const LENGTH = { least: "minLength", most: "maxLength", unit: "character" } as const;
const ITEM_COUNT = { least: "minItems", most: "maxItems", unit: "item" } as const;
const FIELD_COUNT = { least: "minProperties", most: "maxProperties", unit: "field" } as const;

function countDemandUnmet(
  count: number,
  { least, most, unit }: typeof LENGTH | typeof ITEM_COUNT | typeof FIELD_COUNT,
  schema: JsonSchema,
): string | undefined {
  const units = (limit: number) => `${limit} ${unit}${limit === 1 ? "" : "s"}`;
  const [minimum, maximum] = [schema[least], schema[most]];
  if (minimum !== undefined && count < minimum) return `have at least ${units(minimum)}`;
  if (maximum !== undefined && count > maximum) return `have at most ${units(maximum)}`;
  return undefined;
}

function nounOf(given: JsonSchema, root: JsonSchema): string {
  const schema = resolveSchema(given, root);
  const types = typesOf(schema.type);
  if (schema.title !== undefined) return schema.title;
  if (schema.const !== undefined) return showValue(schema.const);
  if (schema.enum !== undefined) return oneOf(schema.enum.map(showValue));
  if (types.length > 0) return oneOf(types.map(nounOfType));
  return oneOf((schema.anyOf ?? []).map((branch) => nounOf(branch, root))) || "of another form";
}

function oneOf(nouns: readonly string[]): string {
  const last = nouns.at(-1) ?? "";
  return nouns.length < 2 ? last : `${nouns.slice(0, -1).join(", ")} or ${last}`;
}
