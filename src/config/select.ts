import { groupBy } from "../text/group-by.ts";
import { INJECT_ANNOTATION } from "./annotations.ts";
import {
  type InjectAnnotation,
  misplacedAnnotations,
  readInjectAnnotation,
  type SelectionWarning,
} from "./inject-annotation.ts";
import type { InjectorRule } from "./injector.ts";
import { mismatchesOf, namespacesOf } from "./match-workload.ts";
import { type Omission, omissionOf } from "./omissions.ts";
import type { SelectionRequest } from "./selection-request.ts";
import type { WorkloadIdentity } from "./workload-identity.ts";

/** A template that a workload gets; `by` is what asks for it, e.g. `-t`. */
export interface ChosenTemplate {
  readonly name: string;
  readonly by: string;
}

/** What asks for the templates that an annotation names. */
export const BY_ANNOTATION: string = `annotation ${INJECT_ANNOTATION}`;

/** Which templates one workload gets, and why. */
export interface Selection {
  readonly templates: readonly ChosenTemplate[];
  /** Whether its annotation says that it wants none. */
  readonly optsOut: boolean;
  /** Why the workload gets none. */
  readonly skipped?: string;
  /** The rules that apply, in their order. */
  readonly rules: readonly InjectorRule[];
  /** The rules that are for the workload, also where something keeps them from it. */
  readonly matching: readonly InjectorRule[];
  /** What keeps `-t` and rules from it. */
  readonly omission?: Omission;
  readonly explanation: readonly string[];
  readonly warnings: readonly SelectionWarning[];
}

/** Returns the templates that a workload gets: those of `-t` or else of the rules, then those its annotation names. */
export function select(request: SelectionRequest, workload: WorkloadIdentity): Selection {
  const omission = omissionOf(request, workload);
  if (omission?.by === "run") return { ...NOTHING, ...because(omission.reason) };
  const { rules, remarks } = applyRules(request, workload);
  const annotation = readInjectAnnotation(workload.podAnnotations);
  const warnings = [...annotation.warnings, ...misplacedAnnotations(workload)];
  const base = { ...NOTHING, matching: rules, warnings };
  if (omission !== undefined) {
    const omitted = { ...base, omission, optsOut: omission.name === "opted-out" };
    const { reason, besideAnnotation } = omission;
    const own = besideAnnotation === undefined ? [] : askedFor([], [], annotation);
    if (own.length === 0) return { ...omitted, ...because(reason) };
    const explanation = [...own.map(explainAsked), besideAnnotation ?? ""];
    return { ...omitted, templates: own, explanation };
  }
  const asked = askedFor(request.templates, rules, annotation);
  const templates = [...groupBy(asked, ({ name }) => name).values()].flatMap(
    ([first]) => first ?? [],
  );
  const explanation = [...asked.map(explainAsked), ...remarks];
  const selection = { ...base, templates, rules, explanation };
  if (templates.length > 0) return selection;
  const skipped = nothingAsks(request);
  return { ...selection, skipped, explanation: [skipped, ...explanation] };
}

const NOTHING = { templates: [], optsOut: false, rules: [], matching: [], warnings: [] };

function because(skipped: string): Pick<Selection, "skipped" | "explanation"> {
  return { skipped, explanation: [skipped] };
}

function applyRules(
  { templates, filter, injector }: SelectionRequest,
  workload: WorkloadIdentity,
): { rules: readonly InjectorRule[]; remarks: readonly string[] } {
  if (injector === undefined || injector.rules.length === 0) return { rules: [], remarks: [] };
  if (templates.length > 0) {
    return { rules: [], remarks: [`the rules of ${injector.path} are not used together with -t`] };
  }
  const namespaces = namespacesOf(workload, filter.namespaces);
  const rules: InjectorRule[] = [];
  const remarks: string[] = [];
  for (const rule of injector.rules) {
    const [mismatch] = mismatchesOf(rule.match, workload, namespaces);
    if (mismatch !== undefined) remarks.push(`${rule.label} does not apply: ${mismatch.reason}`);
    else rules.push(rule);
  }
  return { rules, remarks };
}

function askedFor(
  flags: readonly string[],
  rules: readonly InjectorRule[],
  annotation: InjectAnnotation,
): readonly ChosenTemplate[] {
  return [
    ...flags.map((name) => ({ name, by: "-t" })),
    ...rules.flatMap((rule) => rule.templates.map((name) => ({ name, by: rule.label }))),
    ...annotation.names.map((name) => ({ name, by: BY_ANNOTATION })),
  ];
}

function explainAsked({ name, by }: ChosenTemplate): string {
  return `${name}: asked for by ${by}`;
}

function nothingAsks({ injector }: SelectionRequest): string {
  const annotation = `no annotation ${INJECT_ANNOTATION} asks for a template`;
  if (injector === undefined) return annotation;
  return `no rule of ${injector.path} gives it a template, and ${annotation}`;
}
