import { compactJson } from "../manifest/show-value.ts";
import { deepEqual, type Value } from "../manifest/value.ts";
import type { AssignedValue, Parameter, Template } from "./template.ts";

/** A way to use a template. */
export interface TemplateVariant {
  /** What is set, e.g. `auth=true`; empty for defaults alone. */
  readonly label: string;
  readonly values: readonly AssignedValue[];
}

/**
 * Returns the ways to use a template that it shows by itself: with its defaults, and with each parameter set, one at a
 * time, to what else it may be (booleans and choices) and to its examples.
 */
export function templateVariants({ name, spec }: Template): readonly TemplateVariant[] {
  const changed = Object.entries(spec.params).flatMap(([param, parameter]) =>
    otherValues(parameter).map((value): TemplateVariant => {
      const label = `${param}=${typeof value === "string" ? value : compactJson(value)}`;
      return { label, values: [{ template: name, param, value, form: "value", from: label }] };
    }),
  );
  return [{ label: "", values: [] }, ...changed];
}

function otherValues(parameter: Parameter): readonly Value[] {
  const { type, default: preset, examples = [], enum: choices = [] } = parameter;
  // Without a default, the first example is what stands in for it.
  const usual = preset ?? examples[0] ?? null;
  const booleans = type === "boolean" ? [true, false] : [];
  const others: Value[] = [];
  for (const value of [...booleans, ...choices, ...examples]) {
    if (![usual, ...others].some((known) => deepEqual(known, value))) others.push(value);
  }
  return others;
}
