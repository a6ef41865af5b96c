import { INJECT_ANNOTATION } from "./annotations.ts";
import {
  type InjectAnnotation,
  misplacedAnnotations,
  readInjectAnnotation,
  type SelectionWarning,
} from "./inject-annotation.ts";
import type { Injector, InjectorRule, RuleMatch } from "./injector.ts";
import { type Mismatch, mismatchesOf, namespacesOf } from "./match-workload.ts";
import type { WorkloadIdentity } from "./workload-identity.ts";

/** What narrows a run to some workloads: `-l`, `-n`, `--kind` and `--name`; an empty part stands for all. */
export type WorkloadFilter = Omit<RuleMatch, "annotations">;

/** What a run asks for. */
export interface SelectionRequest {
  /** Names given with `-t`. */
  readonly templates: readonly string[];
  readonly filter: WorkloadFilter;
  readonly injector?: Injector;
}

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
  /** Why the workload gets none. */
  readonly skipped?: string;
  /** The rules that apply, in their order. */
  readonly rules: readonly InjectorRule[];
  readonly explanation: readonly string[];
  readonly warnings: readonly SelectionWarning[];
}

/** The flags that the parts of a filter come from. */
export const FILTER_FLAGS: Readonly<Record<keyof WorkloadFilter, string>> = {
  selector: "-l",
  namespaces: "-n",
  kinds: "--kind",
  names: "--name",
};

/** Returns the templates that a workload gets: those of `-t` or else of the rules, then those its annotation names. */
export function select(request: SelectionRequest, workload: WorkloadIdentity): Selection {
  const missed = filterMismatches(request.filter, workload);
  if (missed.length > 0) {
    return nothing(describeMismatches(missed), []);
  }
  const annotation = readInjectAnnotation(workload.podAnnotations);
  const warnings = [...annotation.warnings, ...misplacedAnnotations(workload)];
  if (annotation.optsOut) {
    return nothing(`the annotation ${INJECT_ANNOTATION} of its pod template opts out`, warnings);
  }
  const { rules, remarks } = applyRules(request, workload);
  const asked = askedFor(request.templates, rules, annotation);
  const templates = asked.filter(
    ({ name }, index) => asked.findIndex((other) => other.name === name) === index,
  );
  const explanation = [...asked.map(({ name, by }) => `${name}: asked for by ${by}`), ...remarks];
  if (templates.length > 0) return { templates, rules, explanation, warnings };
  const skipped = nothingAsks(request);
  return { templates, skipped, rules, explanation: [skipped, ...explanation], warnings };
}

/** Returns the parts of a filter that a workload does not meet. */
export function filterMismatches(
  filter: WorkloadFilter,
  workload: WorkloadIdentity,
): readonly Mismatch[] {
  const namespaces = namespacesOf(workload, filter.namespaces);
  return mismatchesOf({ ...filter, annotations: {} }, workload, namespaces);
}

function nothing(skipped: string, warnings: readonly SelectionWarning[]): Selection {
  return { templates: [], skipped, rules: [], explanation: [skipped], warnings };
}

/** Returns why a filter leaves a workload out. */
export function describeMismatches(missed: readonly Mismatch[]): string {
  return `not chosen: ${missed.map(describeFlag).join("; ")}`;
}

function describeFlag({ part, reason }: Mismatch): string {
  return part === "annotations" ? reason : `${reason} (${FILTER_FLAGS[part]})`;
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

function nothingAsks({ injector }: SelectionRequest): string {
  const annotation = `no annotation ${INJECT_ANNOTATION} asks for a template`;
  if (injector === undefined) return annotation;
  return `no rule of ${injector.path} gives it a template, and ${annotation}`;
}
