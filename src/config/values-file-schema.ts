import type { JsonSchema } from "../manifest/json-schema.ts";

/** The JSON Schema of a file given with `--values`. */
export const valuesFileSchema: JsonSchema = {
  type: "object",
  title: "a mapping of templates to their parameters",
  additionalProperties: {
    type: ["object", "null"],
    title: "a mapping of parameters to values, one for each template",
  },
};
