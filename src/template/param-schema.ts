import type { JsonSchema } from "../manifest/json-schema.ts";
import { described, string } from "./schema-terms.ts";

/** The schema of a parameter's name. */
export const paramName: JsonSchema = {
  title: "a parameter's name (letters, digits, `_` and `-`, starting with a letter)",
  type: "string",
  pattern: "^[A-Za-z][A-Za-z0-9_-]*$",
};

const count: JsonSchema = { type: "integer", minimum: 0 };

const types: JsonSchema = {
  type: "string",
  enum: ["string", "integer", "number", "boolean", "array", "object"],
};

/** The keywords of JSON Schema that a parameter may use: those that messages have words for. */
const keywords: Readonly<Record<string, JsonSchema>> = {
  type: types,
  title: string,
  description: string,
  default: {},
  examples: { type: "array" },
  enum: { type: "array", minItems: 1 },
  const: {},
  format: { type: "string", enum: ["port"] },
  pattern: string,
  minLength: count,
  maxLength: count,
  minimum: { type: "number" },
  maximum: { type: "number" },
  exclusiveMinimum: { type: "number" },
  exclusiveMaximum: { type: "number" },
  multipleOf: { type: "number", exclusiveMinimum: 0 },
  items: { $ref: "#/$defs/schema" },
  minItems: count,
  maxItems: count,
  uniqueItems: { type: "boolean" },
  properties: { type: "object", additionalProperties: { $ref: "#/$defs/schema" } },
  required: { type: "array", items: string },
  additionalProperties: { $ref: "#/$defs/booleanOrSchema" },
  propertyNames: { $ref: "#/$defs/schema" },
  minProperties: count,
  maxProperties: count,
  anyOf: { type: "array", minItems: 1, items: { $ref: "#/$defs/schema" } },
};

/** The definitions of a parameter, `#/$defs/param`, and of the schemas in it. */
export const paramDefinitions: Readonly<Record<string, JsonSchema>> = {
  param: {
    type: "object",
    required: ["type"],
    additionalProperties: false,
    properties: {
      ...keywords,
      type: described(types, "The type of its values."),
      description: described(string, "What it is for, shown by `templates show`."),
      default: {
        description: "Its value where nobody sets one; without it the parameter must be set.",
      },
      examples: { type: "array", description: "Values, shown to whoever forgets to set it." },
      format: {
        type: "string",
        enum: ["port"],
        description:
          "`port`: a port; `--on-port-conflict reassign` may move it, unless somebody has set it.",
      },
      annotation: {
        type: "boolean",
        description: "`false`: a manifest cannot set this parameter by annotation.",
      },
      protected: {
        type: "boolean",
        description:
          "`true`: another value may weaken the sidecar; where a rule that is `required` chose the template, a manifest cannot set this parameter by annotation.",
      },
      writeOnly: {
        type: "boolean",
        description:
          "`true`: a secret, which messages and reports do not show; it still stands in the manifest, and in `--diff`.",
      },
    },
  },
  schema: { type: "object", additionalProperties: false, properties: keywords },
  booleanOrSchema: {
    type: ["boolean", "object"],
    additionalProperties: false,
    properties: keywords,
  },
};
