import type { JsonSchema } from "../manifest/json-schema.ts";
import { fields, list, map, name, optionalFields } from "./config-terms.ts";
import { KUBE_VERSION } from "./kube-version.ts";

/** The version of Kubernetes that manifests are for. */
export const kubeVersion: JsonSchema = {
  type: ["string", "null"],
  pattern: KUBE_VERSION.source,
  title: 'a version of Kubernetes in quotes, such as "1.30"',
};

/** Workload kinds beside the built-in ones. */
export const workloads: JsonSchema = list(
  fields(
    {
      group: { type: ["string", "null"], title: "an API group" },
      kind: name,
      path: name,
    },
    ["kind", "path"],
  ),
);

// YAML 1.1, which Kubernetes reads, takes a bare `off` as false.
const ruleSetting: JsonSchema = { type: ["string", "boolean"], title: "off, warning or error" };

const quantity: JsonSchema = { type: ["string", "number", "null"], title: "a quantity" };

/** What a config says of checks. */
export const lintFields: Readonly<Record<string, JsonSchema>> = {
  rules: map(ruleSetting),
  podSecurity: {
    type: ["string", "null"],
    enum: ["privileged", "baseline", "restricted", null],
  },
  maxOverhead: optionalFields({
    cpu: quantity,
    memory: quantity,
    "ephemeral-storage": quantity,
  }),
  failOn: { type: ["string", "null"], enum: ["error", "warning", "never", null] },
  maxWarnings: { type: ["integer", "null"], minimum: 0 },
  suppressions: {
    title: "allow, forbid, or forbid: with a list of checks",
    anyOf: [
      { type: ["string", "null"], enum: ["allow", "forbid", null] },
      optionalFields({ forbid: list(name) }),
    ],
  },
};
