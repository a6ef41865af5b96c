import type { Severity } from "../lint/rule.ts";
import type { FieldPath } from "../manifest/field-path.ts";
import type { Template } from "../template/template.ts";

/** The id of a problem that planning finds. */
export type PlanRule =
  | "field-conflict"
  | "field-malformed"
  | "shared-directory-missing"
  | "shared-directory-ambiguous"
  | "shared-directory-subpath-expr"
  | "app-container-missing"
  | "lifecycle-unsupported"
  | "template-parameter"
  | "injected-edited"
  | "marker-unreadable"
  | "edit-refused";

/**
 * What can keep a plan from being made or carried out; the checks (`src/rules/`) find the rest in its result.
 * Every entry has what a report says beside the message: what to do.
 */
export const PLAN_RULES: Readonly<Record<PlanRule, string>> = {
  "field-conflict":
    "Change one of the two, or make the template's value a parameter and set it to the one that the pod has.",
  "field-malformed": "Write the field in the form that the Kubernetes API has for it.",
  "shared-directory-missing":
    "Mount a volume there in the app container, or set the parameter to the directory that the app really uses.",
  "shared-directory-ambiguous":
    "Mount the same volume in all of these containers, or let the template choose one of them.",
  "shared-directory-subpath-expr":
    "Use subPath in place of subPathExpr: the sidecar's environment would expand the expression to another path.",
  "app-container-missing": "Name a container of the pod, or use `main` or `all` in the template.",
  "lifecycle-unsupported":
    "Use a template with `lifecycle: classic`; see what the kind allows in its own documentation.",
  "template-parameter": "Set the parameter in a way that fits.",
  "injected-edited":
    "Undo the edit, or eject the template, and inject it again with parameters that say the same.",
  "marker-unreadable":
    "Restore the annotation from version control, or remove it together with what was injected.",
  "edit-refused":
    "Write the part out where it stands, without aliases, merge keys or duplicate keys.",
};

/** A problem that planning finds, at a path from the pod template on. */
export interface PlanProblem {
  readonly rule: PlanRule;
  readonly at: FieldPath;
  readonly message: string;
  /** A better remedy than that of the rule. */
  readonly help?: string;
  readonly severity?: Severity;
  /** Where in which template the other side of it stands. */
  readonly template?: { readonly template: Template; readonly path: FieldPath };
}
