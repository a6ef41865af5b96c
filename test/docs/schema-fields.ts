import type { JsonSchema } from "../../src/manifest/json-schema.ts";

/** Returns the paths of all fields of ours: `spec.files[].path`. Fields of Kubernetes and of JSON Schema are left out. */
export function schemaFields(schema: JsonSchema): readonly string[] {
  const { $defs = {} } = schema;
  const { param = {}, schema: keywords = {} } = $defs;
  const ours = Object.keys(param.properties ?? {}).filter(
    (key) => !(key in (keywords.properties ?? {})),
  );
  return [...fieldsBelow(schema, ""), ...ours.map((key) => `spec.params.NAME.${key}`)];
}

function fieldsBelow(schema: JsonSchema, path: string): readonly string[] {
  const below = (key: string) => (path === "" ? key : `${path}.${key}`);
  const own = Object.entries(schema.properties ?? {}).flatMap(([key, field]) => [
    below(key),
    ...fieldsBelow(field, below(key)),
  ]);
  const items = schema.items === undefined ? [] : fieldsBelow(schema.items, `${path}[]`);
  return [...own, ...items];
}
