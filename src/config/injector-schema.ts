import type { JsonSchema } from "../manifest/json-schema.ts";
import { fields, list, map, name, optionalFields, ownObject, quoted } from "./config-terms.ts";
import { kubeVersion, lintFields, workloads } from "./lint-schema.ts";

const templateName: JsonSchema = {
  type: "string",
  pattern: "^[a-z0-9]([-a-z0-9]*[a-z0-9])?$",
  maxLength: 63,
  title: "the name of a template (a-z, 0-9 and `-`)",
};
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
  appContainer: { ...name, type: ["string", "null"] },
  values: templateValues,
  required: { type: ["boolean", "null"], title: "true or false" },
  fixed: list(name),
});

/** The JSON Schema of a config file (a SidecarInjector). */
export const injectorSchema: JsonSchema = ownObject("SidecarInjector", {
  templateDirs: list(name),
  imageRegistry: { type: ["string", "null"], title: "a registry" },
  helmHooks: {
    type: ["string", "null"],
    enum: ["skip", "inject", null],
    title: "skip or inject",
  },
  kubeVersion,
  onPortConflict: { type: ["string", "null"], enum: ["fail", "reassign", null] },
  strict: { type: ["boolean", "null"], title: "true or false" },
  workloads,
  values: templateValues,
  environments: map(templateValues),
  environment: { type: ["string", "null"], title: "the name of an environment" },
  rules: list(rule),
  lint: optionalFields(lintFields),
});
