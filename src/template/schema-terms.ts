// What the schema of a template is put together from. Descriptions are for editors and for docs/templates.md; titles stand in
// messages.

import type { JsonSchema } from "../manifest/json-schema.ts";

/** The schema of any string. */
export const string: JsonSchema = { type: "string" };

/** The schema of a DNS label. */
export const dnsLabel: JsonSchema = {
  title: "a DNS label (lower-case letters, digits and `-`, at most 63)",
  type: "string",
  pattern: "^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$",
};

// A field with nothing behind its colon is as good as absent, as it is for Kubernetes.

/** The schema of a mapping that may be left empty. */
export const optionalMap: JsonSchema = { type: ["object", "null"], title: "a mapping" };

/** The schema of a mapping of strings that may be left empty. */
export const stringMap: JsonSchema = { ...optionalMap, additionalProperties: string };

/** Returns the schema of a list that may be left empty. */
export function listOf(items: JsonSchema): JsonSchema {
  return { type: ["array", "null"], title: "a list", items };
}

/** Returns the schema with a description of the field that it is for. */
export function described(schema: JsonSchema, description: string): JsonSchema {
  return { ...schema, description };
}
