import type { FieldPath } from "../manifest/field-path.ts";
import { mapOf, type Value } from "../manifest/value.ts";
import { documentSchema } from "./document-schema.ts";
import type { ResolvedParams } from "./params.ts";
import type { Reference } from "./reference.ts";
import { missingPortProblem, type RenderProblem, referenceValue } from "./reference-value.ts";
import { substitute } from "./substitute.ts";
import type { Scope, Template, TemplateSpec } from "./template.ts";

/** The name of a part of a spec that references are filled in. */
export type FilledPart = Exclude<
  keyof TemplateSpec,
  "description" | "role" | "params" | "lifecycle" | "refuses" | "findings"
>;

/** The parts of a spec that references are filled in. */
export const FILLED_PARTS: readonly FilledPart[] = [
  "position",
  "containers",
  "initContainers",
  "volumes",
  "files",
  "shared",
  "app",
  "pod",
  "front",
  "elsewhere",
];

/** The parts of a spec that references are filled in, as values. */
export type Filled = Readonly<Partial<Record<FilledPart, Value>>>;

/** How the parts of a template are filled in. */
export interface FillingOptions {
  /** `kept`: nothing is left out, whatever `when` says, so that items stand at the places that they have in the file. */
  readonly conditions: "decided" | "kept";
  /** Takes note of where each mapping and list comes from. */
  readonly origins: WeakMap<object, FieldPath>;
}

/** Returns the parts of a template with references filled in. */
export function fillIn(
  template: Template,
  { values }: ResolvedParams,
  scope: Scope,
  { conditions, origins }: FillingOptions,
): { readonly filled: Filled; readonly problems: readonly RenderProblem[] } {
  const problems = new Map<string, RenderProblem>();
  const valueFor = (reference: Reference) => {
    const value = referenceValue(reference, values, scope);
    if (value === undefined && reference.scope === "app") {
      const problem = missingPortProblem(reference, template.name, scope);
      problems.set(problem.message, problem);
    }
    return value;
  };
  const root = documentSchema();
  const properties = root.properties?.["spec"]?.properties ?? {};
  const deciding =
    conditions === "kept" ? {} : { isTrue: (param: string) => values[param] === true };
  const fields = FILLED_PARTS.flatMap((field) => {
    const value: Value | undefined = template.spec[field];
    if (value === undefined) return [];
    const filling = { root, valueFor, origins, ...deciding };
    return [[field, substitute(value, properties[field] ?? {}, ["spec", field], filling)] as const];
  });
  return { filled: mapOf(fields), problems: [...problems.values()] };
}
