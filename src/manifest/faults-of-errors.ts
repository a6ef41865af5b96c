import type { FieldPath } from "./field-path.ts";
import { likelyErrors } from "./likely-errors.ts";
import { schemaDemand } from "./schema-demand.ts";
import type { SchemaError } from "./schema-error.ts";
import { type SchemaFault, subjectOf } from "./schema-fault.ts";
import { asMap, isList, type Value } from "./value.ts";

/** Returns what Ajv's errors say of a value: one fault per field, in the order of the value. */
export function faultsOfErrors(
  errors: readonly SchemaError[],
  value: Value,
): readonly SchemaFault[] {
  const subject = (error: SchemaError) =>
    error.propertyName ?? follow(error.instancePath, value).found;
  const located = likelyErrors(errors, subject)
    // Those of the key itself say why.
    .filter(({ keyword }) => keyword !== "propertyNames")
    .map((error) => locate(error, value))
    .sort((a, b) => compareOrders(a.order, b.order) || a.rank - b.rank);
  const faults: SchemaFault[] = [];
  let settled: FieldPath | undefined;
  for (const { fault } of located) {
    const { path } = subjectOf(fault);
    // What is in a value of the wrong type, say, is not worth a word.
    if (settled?.every((segment, index) => segment === path[index])) continue;
    if (fault.kind !== "missing") settled = path;
    faults.push(fault);
  }
  return faults;
}

interface LocatedFault {
  readonly fault: SchemaFault;
  /** The index of each segment of the path among its siblings. */
  readonly order: readonly number[];
  /** Of two faults of one field the lesser goes first. */
  readonly rank: number;
}

/** What is wrong with a key goes before what is wrong with its value. */
const FIRST = Number.MIN_SAFE_INTEGER;
const LAST = Number.POSITIVE_INFINITY;

function locate(error: SchemaError, value: Value): LocatedFault {
  const { keyword, params, propertyName, parentSchema = {} } = error;
  const { path, order, found } = follow(error.instancePath, value);
  const orderOf = (key: string) => [...order, Object.keys(asMap(found)).indexOf(key)];
  if (propertyName !== undefined) {
    const { must, rank } = schemaDemand(keyword, parentSchema);
    const at = [...path, propertyName];
    const fault = { kind: "wrong", path: at, must, actual: propertyName, isKey: true } as const;
    return { fault, order: orderOf(propertyName), rank: FIRST + rank };
  }
  if (keyword === "required") {
    const fault = { kind: "missing", path, field: String(params["missingProperty"]) } as const;
    return { fault, order, rank: LAST };
  }
  if (keyword === "additionalProperties") {
    const field = String(params["additionalProperty"]);
    const properties = Object.entries(parentSchema.properties ?? {});
    const known = properties.map(([name]) => name);
    const deeper = properties.flatMap(([name, inner]) =>
      inner.properties !== undefined && Object.hasOwn(inner.properties, field)
        ? [`${name}.${field}`]
        : [],
    );
    const severity = parentSchema.unknownFields ?? "error";
    const fault = { kind: "unknown", path, field, known, deeper, severity } as const;
    return { fault, order: orderOf(field), rank: LAST };
  }
  const { must, rank } = schemaDemand(keyword, parentSchema);
  const choices = keyword === "enum" ? { choices: parentSchema.enum ?? [] } : {};
  return { fault: { kind: "wrong", path, must, actual: found, ...choices }, order, rank };
}

interface Followed {
  readonly path: FieldPath;
  readonly order: readonly number[];
  readonly found: Value;
}

/** Follows a JSON Pointer, whose segments are numbers in lists and keys in mappings. */
function follow(pointer: string, value: Value): Followed {
  const path: (string | number)[] = [];
  const order: number[] = [];
  let found: Value = value;
  for (const token of pointer.split("/").slice(1)) {
    const key = token.replaceAll("~1", "/").replaceAll("~0", "~");
    const fields = asMap(found);
    path.push(isList(found) ? Number(key) : key);
    order.push(isList(found) ? Number(key) : Object.keys(fields).indexOf(key));
    found = (isList(found) ? found[Number(key)] : fields[key]) ?? null;
  }
  return { path, order, found };
}

/** What holds another goes before it. */
function compareOrders(a: readonly number[], b: readonly number[]): number {
  for (const [index, position] of a.entries()) {
    const other = b[index];
    if (other === undefined) return 1;
    if (position !== other) return position - other;
  }
  return a.length - b.length;
}
