import type { JsonSchema } from "../../src/manifest/json-schema.ts";

/** A field of ours. */
export interface SchemaField {
  /** `spec.files[].path` */
  readonly path: string;
  readonly description: string;
}

/** Returns all fields of ours, in the order of the schema. Fields of Kubernetes and of JSON Schema are left out. */
export function schemaFields(schema: JsonSchema): readonly SchemaField[] {
  const { $defs = {} } = schema;
  const { param = {}, schema: keywords = {} } = $defs;
  const ours = Object.entries(param.properties ?? {}).filter(
    ([key]) => !(key in (keywords.properties ?? {})),
  );
  const params = { properties: Object.fromEntries(ours) };
  return fieldsBelow(schema, "").flatMap((field) =>
    field.path === "spec.params" ? [field, ...fieldsBelow(params, "spec.params.NAME.")] : [field],
  );
}

function fieldsBelow(schema: JsonSchema, prefix: string): readonly SchemaField[] {
  const own = Object.entries(schema.properties ?? {}).flatMap(([key, field]) => [
    { path: prefix + key, description: field.description ?? "" },
    ...fieldsBelow(field, `${prefix}${key}.`),
  ]);
  const { items } = schema;
  return items === undefined ? own : [...own, ...fieldsBelow(items, prefix.replace(/\.$/, "[]."))];
}
