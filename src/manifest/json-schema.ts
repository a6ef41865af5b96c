import type { SchemaType } from "./schema-type.ts";
import type { Value } from "./value.ts";

/** The part of JSON Schema (2020-12) that the program has words for, and a keyword of ours. */
export interface JsonSchema {
  /** A definition of the root schema: `#/$defs/NAME`. */
  readonly $ref?: string;
  readonly $defs?: Readonly<Record<string, JsonSchema>>;
  readonly $schema?: string;
  readonly $comment?: string;
  /** What a valid value is, for messages: "a DNS label". */
  readonly title?: string;
  readonly description?: string;
  readonly default?: Value;
  readonly examples?: readonly Value[];

  readonly type?: SchemaType | readonly SchemaType[];
  readonly enum?: readonly Value[];
  readonly const?: Value;
  readonly format?: string;
  readonly pattern?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: number;
  readonly exclusiveMaximum?: number;
  readonly multipleOf?: number;

  readonly items?: JsonSchema;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly uniqueItems?: boolean;

  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean | JsonSchema;
  /** Ours: fields that `additionalProperties: false` forbids are warned of and make nothing invalid. */
  readonly unknownFields?: "warning";
  readonly propertyNames?: JsonSchema;
  readonly minProperties?: number;
  readonly maxProperties?: number;

  readonly anyOf?: readonly JsonSchema[];
}

/** Returns the schema, or the definition of the root schema that it refers to. */
export function resolveSchema(schema: JsonSchema, root: JsonSchema): JsonSchema {
  if (schema.$ref === undefined) return schema;
  const name = /^#\/\$defs\/(.+)$/.exec(schema.$ref)?.[1] ?? "";
  const definition = root.$defs?.[name];
  if (definition === undefined) throw new Error(`schema has no definition ${schema.$ref}`);
  return resolveSchema(definition, root);
}
