import { Ajv2020, type Options } from "ajv/dist/2020.js";
import type { JsonSchema } from "../manifest/json-schema.ts";
import type { PatternMatcher } from "../manifest/pattern-matcher.ts";
import { FORMATS } from "../manifest/schema-formats.ts";
import {
  plainJson,
  type SchemaCompiler,
  type SchemaValidator,
  schemaValidator,
} from "../manifest/schema-validator.ts";

type RegExpEngine = NonNullable<NonNullable<Options["code"]>["regExp"]>;

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

/**
 * Returns what makes validators of schemas, such as those of the parameters of a user's template, whose patterns a matcher
 * applies; equal schemas are compiled once.
 */
export function schemaCompiler(matches: PatternMatcher): SchemaCompiler {
  let ajv: Ajv2020 | undefined;
  // By the text of the schema: Ajv itself keeps every schema object that it was ever given.
  const compiled = new Map<string, SchemaValidator>();
  return (schema) => {
    const plain = plainJson(schema) as JsonSchema;
    const text = JSON.stringify(plain);
    // What such a schema may hold was checked when its template was read.
    ajv ??= schemaAjv({
      meta: false,
      validateSchema: false,
      ownProperties: true,
      code: { regExp: engineOf(matches) },
    });
    const validator = compiled.get(text) ?? schemaValidator(ajv.compile(plain));
    compiled.set(text, validator);
    return validator;
  };
}

function engineOf(matches: PatternMatcher): RegExpEngine {
  const engine = (source: string, flags: string) => {
    const pattern = new RegExp(source, flags);
    // Ajv tells patterns apart by their text.
    return { test: (text: string) => matches(pattern, text), toString: () => String(pattern) };
  };
  return Object.assign(engine, { code: "new RegExp" });
}

const unlimited = schemaCompiler((pattern, text) => pattern.test(text));

/** Returns the validator of a schema whose patterns may take any time. */
export function compileSchema(schema: JsonSchema): SchemaValidator {
  return unlimited(schema);
}
