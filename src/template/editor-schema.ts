import type { JsonSchema } from "../manifest/json-schema.ts";
import { typesOf } from "../manifest/schema-type.ts";
import { documentSchema } from "./document-schema.ts";
import { FILLED_PARTS } from "./fill-in.ts";
import { templateSchema } from "./template-schema.ts";

/** What the fields of core/v1 are for: definition → field → text. */
export type FieldDescriptions = Readonly<Record<string, Readonly<Record<string, string>>>>;

/**
 * Returns the schema of a SidecarTemplate as it stands in its file, for editors: in standard keywords alone, and with references
 * wherever they are filled in. Fields that core/v1 does not have, of which the program only warns, are invalid here: editors know
 * no warnings, and a slip in a name is more frequent than a field that is newer than the schema.
 */
export function editorSchema(descriptions: FieldDescriptions): JsonSchema {
  const { properties = {}, $defs = {}, ...document } = documentSchema();
  const definitions = mapValues($defs, (definition, name) =>
    Object.hasOwn(templateSchema.$defs ?? {}, name)
      ? ourDefinition(name, definition)
      : filledDefinition(name, described(definition, descriptions[SAME_FIELDS[name] ?? name])),
  );
  return {
    $schema: "https://json-schema.org/draft/2020-12/schema",
    $comment: "What fields of core/v1 are for is said by Kubernetes (Apache License 2.0).",
    title: "SidecarTemplate",
    description: "A sidecar that kube-sidecar merges into pods.",
    ...standard({
      ...document,
      properties: { ...properties, spec: writtenSpec(properties["spec"] ?? {}) },
      $defs: definitions,
    }),
  };
}

/** With a condition, which no schema has that the program makes messages of. */
interface ConditionalSchema extends JsonSchema {
  readonly if: JsonSchema;
  readonly else: JsonSchema;
}

/** What a template extends is not there yet: only without that, all that is required has to be in the file. */
function writtenSpec({ required = [], properties = {}, ...spec }: JsonSchema): ConditionalSchema {
  const parts = mapValues(properties, (part, name) =>
    FILLED_PARTS.some((known) => known === name) ? filledPart(part) : part,
  );
  const typed: JsonSchema = { type: "object", required: ["type"] };
  const params: JsonSchema = { type: ["object", "null"], additionalProperties: typed };
  return {
    ...spec,
    properties: parts,
    if: { type: "object", required: ["extends"] },
    else: { type: "object", required, properties: { params } },
  };
}

function ourDefinition(name: string, schema: JsonSchema): JsonSchema {
  if (name !== "param") return schema;
  const { required: _, ...parameter } = schema;
  return parameter;
}

/** Definitions that have the fields of another. */
const SAME_FIELDS: Readonly<Record<string, string>> = { VolumeSource: "Volume" };

function described(
  schema: JsonSchema,
  descriptions: FieldDescriptions[string] | undefined,
): JsonSchema {
  if (schema.properties === undefined || descriptions === undefined) return schema;
  const properties = mapValues(schema.properties, (field, name) => {
    const description = descriptions[name];
    return description === undefined ? field : { ...field, description };
  });
  return { ...schema, properties };
}

/** The lists and mappings that a spec is made of are read before references are filled in, and so are the items of these lists. */
function filledPart(part: JsonSchema): JsonSchema {
  if (part.items !== undefined) return { ...part, items: mapParts(part.items, filled) };
  return part.properties === undefined ? filled(part) : mapParts(part, filled);
}

function filledDefinition(name: string, schema: JsonSchema): JsonSchema {
  if (name === "Volume") return mapParts(schema, filled);
  if (name !== "Container") return filled(schema);
  // The lifecycle of the template sets it.
  const { restartPolicy: _, ...properties } = schema.properties ?? {};
  return mapParts({ ...schema, properties }, filled);
}

const REFERENCE = "\\$\\((params|workload|app)\\.[^()$]+\\)";

/** Only a whole reference can become a number or a list; text may have references in it. */
function filled(schema: JsonSchema): JsonSchema {
  const open = mapParts(schema, filled);
  const types = typesOf(schema.type);
  if (types.length === 0) return open;
  if (!types.includes("string")) {
    return { ...open, type: [...types, "string"], pattern: `^${REFERENCE}$` };
  }
  const { pattern } = schema;
  return pattern === undefined ? open : { ...open, pattern: `(?:${pattern})|${REFERENCE}` };
}

/** Editors would show titles as headings, and these are made for the middle of a sentence. */
function standard({ unknownFields: _, title, format, ...schema }: JsonSchema): JsonSchema {
  const { description = title } = schema;
  return {
    ...(description === undefined ? {} : { description }),
    ...mapParts(schema, standard),
    ...(format === "port" ? { minimum: 1, maximum: 65535 } : {}),
  };
}

/** Returns the schema with all schemas in it changed, but not those in them. */
function mapParts(schema: JsonSchema, change: (part: JsonSchema) => JsonSchema): JsonSchema {
  const { $defs, properties, items, additionalProperties, propertyNames, anyOf } = schema;
  return {
    ...schema,
    ...(items && { items: change(items) }),
    ...(properties && { properties: mapValues(properties, change) }),
    ...(typeof additionalProperties === "object" && {
      additionalProperties: change(additionalProperties),
    }),
    ...(propertyNames && { propertyNames: change(propertyNames) }),
    ...(anyOf && { anyOf: anyOf.map(change) }),
    ...($defs && { $defs: mapValues($defs, change) }),
  };
}

function mapValues(
  schemas: Readonly<Record<string, JsonSchema>>,
  change: (schema: JsonSchema, name: string) => JsonSchema,
): Readonly<Record<string, JsonSchema>> {
  const entries = Object.entries(schemas).map(([name, schema]) => [name, change(schema, name)]);
  return Object.fromEntries(entries);
}
