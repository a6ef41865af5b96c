import { INJECT_ANNOTATION } from "./annotations.ts";
import { describeHelmHook, type HelmHooks } from "./helm-hook.ts";
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
  /** What becomes of Helm hooks; where it is left out, the config says it. */
  readonly helmHooks?: HelmHooks | undefined;
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
  /** Whether its annotation says that it wants none. */
  readonly optsOut: boolean;
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
    return { ...NOTHING, ...because(describeMismatches(missed)) };
  }
  const annotation = readInjectAnnotation(workload.podAnnotations);
  const warnings = [...annotation.warnings, ...misplacedAnnotations(workload)];
  if (annotation.optsOut) {
    const reason = `the annotation ${INJECT_ANNOTATION} of its pod template opts out`;
    return { ...NOTHING, ...because(reason), optsOut: true, warnings };
  }
  const hook = hookLeftAlone(request, workload);
  if (hook !== undefined) return { ...selectForHook(hook, annotation), warnings };
  const { rules, remarks } = applyRules(request, workload);
  const asked = askedFor(request.templates, rules, annotation);
  const templates = asked.filter(
    ({ name }, index) => asked.findIndex((other) => other.name === name) === index,
  );
  const explanation = [...asked.map(explainAsked), ...remarks];
  const selection = { templates, optsOut: false, rules, explanation, warnings };
  if (templates.length > 0) return selection;
  const skipped = nothingAsks(request);
  return { ...selection, skipped, explanation: [skipped, ...explanation] };
}

/** Returns what a workload is to Helm, if that keeps `-t` and rules from it. */
function hookLeftAlone(
  { helmHooks, injector }: SelectionRequest,
  workload: WorkloadIdentity,
): string | undefined {
  const isIncluded = (helmHooks ?? injector?.helmHooks) === "inject";
  return isIncluded ? undefined : describeHelmHook(workload.annotations);
}

/** Returns what a hook gets that is left alone: what its annotation asks for, and nothing by `-t` or by rules. */
function selectForHook(hook: string, annotation: InjectAnnotation): Selection {
  const templates = askedFor([], [], annotation);
  if (templates.length === 0) {
    return {
      ...NOTHING,
      ...because(`${hook}: only --helm-hooks or an annotation of its own includes it`),
    };
  }
  const remark = `${hook}: -t and rules do not reach it without --helm-hooks`;
  const explanation = [...templates.map(explainAsked), remark];
  return { ...NOTHING, templates, explanation };
}

/** Returns the parts of a filter that a workload does not meet. */
export function filterMismatches(
  filter: WorkloadFilter,
  workload: WorkloadIdentity,
): readonly Mismatch[] {
  const namespaces = namespacesOf(workload, filter.namespaces);
  return mismatchesOf({ ...filter, annotations: {} }, workload, namespaces);
}

const NOTHING = { templates: [], optsOut: false, rules: [], warnings: [] };

function because(skipped: string): Pick<Selection, "skipped" | "explanation"> {
  return { skipped, explanation: [skipped] };
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

function explainAsked({ name, by }: ChosenTemplate): string {
  return `${name}: asked for by ${by}`;
}

function nothingAsks({ injector }: SelectionRequest): string {
  const annotation = `no annotation ${INJECT_ANNOTATION} asks for a template`;
  if (injector === undefined) return annotation;
  return `no rule of ${injector.path} gives it a template, and ${annotation}`;
}
