import type { JsonSchema } from "../manifest/json-schema.ts";
import { ownObject } from "./config-terms.ts";
import { kubeVersion, lintFields, workloads } from "./lint-schema.ts";

/** The JSON Schema of a SidecarLint: what a SidecarInjector says in `lint`, and what the checks have to know. */
export const sidecarLintSchema: JsonSchema = ownObject("SidecarLint", {
  ...lintFields,
  kubeVersion,
  workloads,
});
