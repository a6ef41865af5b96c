import type { AssignedValue, Template } from "./template.ts";

/** Returns the first example of each parameter that must be set, as what somebody gives to it. */
export function exampleValues({ name, spec }: Template): readonly AssignedValue[] {
  return Object.entries(spec.params).flatMap(([param, { default: preset, examples = [] }]) => {
    const [value] = examples;
    if (preset !== undefined || value === undefined) return [];
    return [{ template: name, param, value, form: "value" as const, from: "an example" }];
  });
}
