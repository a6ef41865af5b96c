import { Ajv2020, type Options } from "ajv/dist/2020.js";
import type { JsonSchema } from "../manifest/json-schema.ts";
import { FORMATS } from "../manifest/schema-formats.ts";
import { plainJson, type SchemaValidator, schemaValidator } from "../manifest/schema-validator.ts";

/** Returns an Ajv that knows our formats and keywords and says all that is wrong. */
export function schemaAjv(options: Options): Ajv2020 {
  const ajv = new Ajv2020({
    allErrors: true,
    // Errors bring the schema that they are about, which has the words for messages.
    verbose: true,
    messages: false,
    strict: true,
    // Keywords for several types, and `required` apart from `properties`, are right and at times short.
    strictTypes: false,
    strictRequired: false,
    ...options,
  });
  for (const [name, format] of Object.entries(FORMATS)) ajv.addFormat(name, format);
  return ajv.addVocabulary(["annotation", "protected", "unknownFields"]);
}

let ajv: Ajv2020 | undefined;

/** By the text of the schema: Ajv itself keeps every schema object that it was ever given. */
const compiled = new Map<string, SchemaValidator>();

/** Returns the validator of a schema, such as a parameter of a user's template; equal schemas are compiled once. */
export function compileSchema(schema: JsonSchema): SchemaValidator {
  const plain = plainJson(schema) as JsonSchema;
  const text = JSON.stringify(plain);
  // What such a schema may hold was checked when its template was read.
  ajv ??= schemaAjv({ meta: false, validateSchema: false, ownProperties: true });
  const validator = compiled.get(text) ?? schemaValidator(ajv.compile(plain));
  compiled.set(text, validator);
  return validator;
}
