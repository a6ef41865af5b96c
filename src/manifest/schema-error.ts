import type { JsonSchema } from "./json-schema.ts";

/** What Ajv (with `verbose`) says of one keyword of a schema that a value departs from. */
export interface SchemaError {
  readonly keyword: string;
  /** JSON Pointer of the value. */
  readonly instancePath: string;
  readonly schemaPath: string;
  readonly params: Readonly<Record<string, unknown>>;
  /** The key that is wrong, where it is a key of the value that is wrong. */
  readonly propertyName?: string;
  /** The schema that the keyword stands in. */
  readonly parentSchema?: JsonSchema;
}
