import { faultsOfErrors } from "./faults-of-errors.ts";
import type { JsonSchema } from "./json-schema.ts";
import type { SchemaError } from "./schema-error.ts";
import type { SchemaFault } from "./schema-fault.ts";
import { compactJson } from "./show-value.ts";
import type { Value } from "./value.ts";

/** A schema that Ajv has made a function of, in this run or when the program was built. */
export interface CompiledSchema {
  (value: unknown): boolean;
  errors?: readonly SchemaError[] | null;
}

/** Returns where a value departs from a schema: one fault per field, in the order of the value. */
export type SchemaValidator = (value: Value) => readonly SchemaFault[];

/** Makes a validator of a schema that is known only when the program runs. */
export type SchemaCompiler = (schema: JsonSchema) => SchemaValidator;

/** Returns the validator that a compiled schema makes. */
export function schemaValidator(compiled: CompiledSchema): SchemaValidator {
  return (value) =>
    compiled(plainJson(value)) ? [] : faultsOfErrors(compiled.errors ?? [], value);
}

/** Returns a value as `JSON.parse` has it, which Ajv is made for: mappings with a prototype, numbers instead of bigints. */
export function plainJson(value: unknown): unknown {
  return JSON.parse(compactJson(value as Value));
}
