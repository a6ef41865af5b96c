import type { JsonSchema } from "../manifest/json-schema.ts";

// A field with nothing behind its colon is as good as absent, as it is for Kubernetes.
const list = (items: JsonSchema): JsonSchema => ({
  type: ["array", "null"],
  title: "a list",
  items,
});
const map = (additionalProperties: JsonSchema): JsonSchema => ({
  type: ["object", "null"],
  title: "a mapping",
  additionalProperties,
});
const fields = (
  properties: Readonly<Record<string, JsonSchema>>,
  required: readonly string[] = [],
): JsonSchema => ({
  type: "object",
  additionalProperties: false,
  required,
  properties,
});
const optionalFields = (properties: Readonly<Record<string, JsonSchema>>): JsonSchema => ({
  ...fields(properties),
  type: ["object", "null"],
  title: "a mapping",
});

const name: JsonSchema = { type: "string", minLength: 1 };
const templateName: JsonSchema = {
  type: "string",
  pattern: "^[a-z0-9]([-a-z0-9]*[a-z0-9])?$",
  maxLength: 63,
  title: "the name of a template (a-z, 0-9 and `-`)",
};
const quoted: JsonSchema = { type: "string", title: "a string (put it in quotes)" };

/** Template → parameter → value. */
const templateValues: JsonSchema = {
  ...map({ type: ["object", "null"], title: "a mapping of parameters to values" }),
  propertyNames: templateName,
};

const selector: JsonSchema = optionalFields({
  matchLabels: map(quoted),
  matchExpressions: list(
    fields(
      {
        key: name,
        operator: { type: "string", enum: ["In", "NotIn", "Exists", "DoesNotExist"] },
        values: list(quoted),
      },
      ["key", "operator"],
    ),
  ),
});

const rule: JsonSchema = fields({
  match: optionalFields({
    kinds: list(name),
    names: list(name),
    namespaces: list(name),
    annotations: map(quoted),
    selector,
  }),
  templates: list(templateName),
  values: templateValues,
});

const workload: JsonSchema = fields(
  {
    group: { type: ["string", "null"], title: "an API group" },
    kind: name,
    path: name,
  },
  ["kind", "path"],
);

// YAML 1.1, which Kubernetes reads, takes a bare `off` as false.
const ruleSetting: JsonSchema = { type: ["string", "boolean"], title: "off, warning or error" };

/** The JSON Schema of a config file (a SidecarInjector). */
export const injectorSchema: JsonSchema = fields(
  {
    apiVersion: { type: "string", const: "kube-sidecar.dev/v1alpha1" },
    kind: { type: "string", const: "SidecarInjector" },
    metadata: optionalFields({
      name: { type: "string" },
      namespace: { type: "string" },
      labels: map(quoted),
      annotations: map(quoted),
    }),
    spec: optionalFields({
      templateDirs: list(name),
      imageRegistry: { type: ["string", "null"], title: "a registry" },
      helmHooks: {
        type: ["string", "null"],
        enum: ["skip", "inject", null],
        title: "skip or inject",
      },
      workloads: list(workload),
      values: templateValues,
      environments: map(templateValues),
      rules: list(rule),
      lint: optionalFields({ rules: map(ruleSetting) }),
    }),
  },
  ["apiVersion", "kind"],
);
