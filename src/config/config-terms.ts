import type { JsonSchema } from "../manifest/json-schema.ts";

// What the schemas of configs are made of. A field with nothing behind its colon is as good as absent, as it is for
// Kubernetes.

/** Returns the schema of a list. */
export const list = (items: JsonSchema): JsonSchema => ({
  type: ["array", "null"],
  title: "a list",
  items,
});

/** Returns the schema of a mapping whose keys are names. */
export const map = (additionalProperties: JsonSchema): JsonSchema => ({
  type: ["object", "null"],
  title: "a mapping",
  additionalProperties,
});

/** Returns the schema of an object that has to be there. */
export const fields = (
  properties: Readonly<Record<string, JsonSchema>>,
  required: readonly string[] = [],
): JsonSchema => ({
  type: "object",
  additionalProperties: false,
  required,
  properties,
});

/** As `fields`, for an object that can be left out. */
export const optionalFields = (properties: Readonly<Record<string, JsonSchema>>): JsonSchema => ({
  ...fields(properties),
  type: ["object", "null"],
  title: "a mapping",
});

/** A name of anything. */
export const name: JsonSchema = { type: "string", minLength: 1 };

/** A value of a label or annotation. */
export const quoted: JsonSchema = { type: "string", title: "a string (put it in quotes)" };

/** Returns the schema of an object of ours, which kustomize may have given labels and annotations. */
export const ownObject = (kind: string, spec: Readonly<Record<string, JsonSchema>>): JsonSchema =>
  fields(
    {
      apiVersion: { type: "string", const: "kube-sidecar.dev/v1alpha1" },
      kind: { type: "string", const: kind },
      metadata: optionalFields({
        name: { type: "string" },
        namespace: { type: "string" },
        labels: map(quoted),
        annotations: map(quoted),
      }),
      spec: optionalFields(spec),
    },
    ["apiVersion", "kind"],
  );
