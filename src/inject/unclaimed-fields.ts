import type { InjectedField } from "./injected-field.ts";
import { indexedPath } from "./keyed-path.ts";
import type { PlanProblem } from "./plan-problem.ts";
import type { Reconciliation } from "./reconciliation.ts";

/** Returns what is said of fields that are kept because nothing but the marker says that they were injected. */
export function unclaimedFields(
  { current, templates }: Pick<Reconciliation, "current" | "templates">,
  fields: readonly InjectedField[],
): readonly PlanProblem[] {
  return fields.map(({ template, path, text }) => {
    const why = templates.has(template)
      ? "the template has nothing of the kind"
      : "there is no such template at hand";
    return {
      rule: "injected-unclaimed",
      at: indexedPath(current, path) ?? [],
      message: `the marker says that ${text} was injected from "${template}", and ${why}: it is kept`,
      severity: "warning",
    };
  });
}
