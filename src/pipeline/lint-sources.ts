// How a manifest goes through `lint`: read → split → locate → (inject in memory) → check → silence → report.

import { type Choice, chooseTemplates } from "../config/choose.ts";
import { requiredTemplates } from "../config/missed-rules.ts";
import { filterMismatches } from "../config/workload-filter.ts";
import { findingOfAnnotation, findingOfPlan } from "../inject/findings.ts";
import { injectWorkload } from "../inject/inject-workload.ts";
import { podStateOf } from "../inject/pod-state.ts";
import { withoutTwins } from "../inject/twin-findings.ts";
import { valueFaults } from "../inject/value-faults.ts";
import { damagedMarker, type WorkloadResult } from "../inject/workload-result.ts";
import { checkPod, type RuleSetting } from "../lint/check.ts";
import { type Finding, sortFindings } from "../lint/finding.ts";
import { findingOfRule } from "../lint/finding-of-rule.ts";
import { inputContext } from "../lint/input-context.ts";
import { overheadOf } from "../lint/resources/overhead.ts";
import type { CheckOptions, RuleContext } from "../lint/rule.ts";
import { siftFindings } from "../lint/suppress.ts";
import { isDamaged } from "../manifest/marker.ts";
import { nameOfWorkload } from "../manifest/object-name.ts";
import type { Workload } from "../manifest/objects.ts";
import type { Pod } from "../manifest/pod.ts";
import { podsOfWorkloads } from "../manifest/pods-of-workloads.ts";
import { readPod } from "../manifest/read-pod.ts";
import type { SourceContent } from "../manifest/read-workloads.ts";
import type { LintedWorkload, LintOutcome, SourceNote } from "../outcome.ts";
import type { InjectRequest } from "../pipeline.ts";
import { rules } from "../rules/index.ts";
import { incompleteObjects, patchNotes } from "./incomplete-objects.ts";
import { lookalikeNotes } from "./lookalike-notes.ts";
import { type ChosenSources, type ChosenWorkload, readAndChoose } from "./read-and-choose.ts";
import {
  editedFindings,
  hasPolicy,
  type Kept,
  missedFindings,
  missedNotes,
  omittedFindings,
} from "./requirements.ts";
import { findingsOfSuppressions, runSuppressions } from "./run-suppressions.ts";
import { withoutInjection } from "./without-injection.ts";
import { workloadDrift } from "./workload-drift.ts";
import { workloadInjection } from "./workload-injection.ts";

/** Everything that a lint run needs, read and parsed. */
export interface LintRequest extends InjectRequest, CheckOptions {
  /** `asked`: the sidecars that are asked for are injected in memory first. */
  readonly inject: "asked" | "none";
  /** What rules are set to by flags; it counts more than the config. */
  readonly settings: Readonly<Record<string, RuleSetting>>;
}

/** Returns what the checks find in the sources. Throws a `UserError` for what flags ask for and cannot be had. */
export function lintSources(given: LintRequest): LintOutcome {
  const request: LintRequest = { ...given, alsoRead: ["incomplete", "owned"] };
  const asked = request.inject === "asked" ? request : withoutInjection(request);
  const read = readAndChoose(asked);
  const { contents, problems, warnings } = read;
  const incomplete = contents.map((content) => incompleteObjects(content, request.include));
  const parts = new Set(incomplete.flatMap((one) => [...one.parts]));
  const chosen = read.chosen.map((inSource) =>
    inSource.filter(({ workload }) => !parts.has(workload.node)),
  );
  const settings = { ...request.injector?.lint, ...request.settings };
  const context = contextOf(request, read);
  const linted = chosen.flatMap((inSource, index) => {
    request.observe?.("checking", index);
    return inSource.flatMap((one) => lintChosen(one, { request, context, settings }));
  });
  const misvalued = valueFaults(linted);
  const suppressions = runSuppressions(contents, request.injector);
  const sifted = linted.map(({ workload, findings, twins }) => {
    const part = siftFindings(findings, suppressions.lookup(workload));
    return { ...part, findings: withoutTwins(part.findings, twins) };
  });
  const suppressed = sifted.flatMap((part) => part.suppressed);
  const used = new Set(suppressed.map(({ suppression }) => suppression));
  const kept = sifted.flatMap((part) => part.findings);
  const findings = [
    ...kept,
    ...findingsOfSuppressions(contents, suppressions, { used, findings: kept }, settings),
    ...incomplete.flatMap((one) => one.findings.filter((finding) => !isSaid(finding, kept))),
    ...contents.flatMap((content) => omittedFindings(withParts(content, parts), request)),
  ];
  return {
    files: contents.map(({ source }) => source.path),
    workloads: linted.map(({ report }) => report),
    findings: sortFindings(findings),
    suppressed,
    problems: [...problems, ...misvalued, ...contents.flatMap((content) => content.problems)],
    warnings,
    notes: [
      ...linted.flatMap(({ notes }) => notes),
      ...lookalikeNotes(contents, "not checked"),
      ...patchNotes(incomplete.flatMap(({ listed }) => listed)),
    ],
    injects: request.inject === "asked",
  };
}

/** Of parts of workloads the checks say nothing, but the config may require something of them. */
function withParts(content: SourceContent, parts: ReadonlySet<Workload["node"]>): SourceContent {
  const left = content.workloads.flatMap((object) => {
    const { standing } = object;
    return standing.type === "complete" || !parts.has(object.node) ? [] : [{ object, standing }];
  });
  return { ...content, leftOut: [...content.leftOut, ...left] };
}

/** What is missing may be what a check has found. */
function isSaid({ object, field }: Finding, findings: readonly Finding[]): boolean {
  return findings.some((other) => other.object === object && other.field.startsWith(field));
}

interface Surroundings {
  readonly request: LintRequest;
  readonly context: RuleContext;
  readonly settings: Readonly<Record<string, RuleSetting>>;
}

/** One workload after its turn: of many, only what the report needs is kept. */
interface Linted extends Pick<WorkloadResult, "twins" | "valueProblems"> {
  readonly workload: Workload;
  readonly report: LintedWorkload;
  readonly findings: readonly Finding[];
  readonly notes: readonly SourceNote[];
}

/** Returns nothing for a workload that the flags leave out. */
function lintChosen(one: ChosenWorkload, surroundings: Surroundings): readonly Linted[] {
  const { workload, choice } = one;
  const { request, context, settings } = surroundings;
  if (filterMismatches(request.filter, choice.identity).length > 0) return [];
  const annotated = choice.problems.map((problem) => findingOfAnnotation(problem, workload));
  const isAsked = request.inject === "asked" && choice.templates.length > 0;
  const { pod, findings, twins, valueProblems, drift } = isAsked
    ? lintInjected(one, surroundings)
    : lintAsItIs(workload, context, settings);
  const report = reportOf(workload, pod);
  const policy =
    request.inject === "asked"
      ? policyOf(choice, { workload, drift, onEdit: request.onEdit })
      : policyOfUninjected(workload, surroundings);
  return [
    {
      workload,
      report,
      findings: [...annotated, ...policy.findings, ...findings],
      twins,
      valueProblems,
      notes: policy.notes,
    },
  ];
}

/** What the config makes of one workload. */
interface PolicyVerdict {
  readonly findings: readonly Finding[];
  readonly notes: readonly SourceNote[];
}

function policyOf({ selection }: Choice, kept: Kept): PolicyVerdict {
  const { workload } = kept;
  return {
    findings: [...missedFindings(selection, workload), ...editedFindings(selection, kept)],
    notes: missedNotes(selection, workload),
  };
}

/** Where nothing is injected, what an injection would say of what the config requires is said all the same. */
function policyOfUninjected(workload: Workload, { request, context }: Surroundings): PolicyVerdict {
  if (!hasPolicy(request.injector)) return { findings: [], notes: [] };
  const choice = chooseTemplates(workload, request);
  const guarded = choice.problems.filter(({ guard }) => guard !== undefined);
  const required = requiredTemplates(choice.selection);
  const { marker } = podStateOf(workload);
  const isThere =
    !isDamaged(marker) && [...marker.templates.keys()].some((name) => required.has(name));
  const drift = isThere ? workloadDrift({ workload, choice }, request, context) : [];
  const { findings, notes } = policyOf(choice, { workload, drift, onEdit: request.onEdit });
  const ofGuards = guarded.map((problem) => findingOfAnnotation(problem, workload));
  return { findings: [...ofGuards, ...findings], notes };
}

/** What the checks make of one pod. */
interface Checked extends Pick<WorkloadResult, "findings" | "twins" | "valueProblems" | "drift"> {
  readonly pod: Pod;
}

function lintInjected(
  chosen: ChosenWorkload,
  { request, context, settings }: Surroundings,
): Checked {
  const injection = workloadInjection(chosen, request);
  const result = injectWorkload({ ...injection, rules, context, settings });
  const { state, findings, twins, valueProblems, drift } = result;
  const pod = result.pod ?? readPod(state.value, { ...state.owner, injected: [] });
  return { pod, findings, twins, valueProblems, drift };
}

function lintAsItIs(
  workload: Workload,
  context: RuleContext,
  settings: Surroundings["settings"],
): Checked {
  const state = podStateOf(workload);
  const pod = readPod(state.value, { ...state.owner, injected: [] });
  const findings = checkPod(pod, rules, context, settings).map((problem) =>
    findingOfRule(problem, state, workload, "there before"),
  );
  const { marker } = state;
  const damage = isDamaged(marker) ? [findingOfPlan(damagedMarker(marker), state, workload)] : [];
  const nothing = { twins: new Map(), valueProblems: [], drift: [] };
  return { pod, findings: [...damage, ...findings], ...nothing };
}

function contextOf(
  request: LintRequest,
  { contents, kustomizations }: Pick<ChosenSources, "contents" | "kustomizations">,
): RuleContext {
  const { sources, kubeMinor, podSecurity, maxOverhead } = request;
  return inputContext({
    sources,
    kustomizations,
    kubeMinor,
    ...(podSecurity === undefined ? {} : { podSecurity }),
    ...(maxOverhead === undefined ? {} : { maxOverhead }),
    pods: () => contents.flatMap(({ workloads }) => podsOfWorkloads(workloads)),
  });
}

function reportOf(workload: Workload, pod: Pod): LintedWorkload {
  const overhead = overheadOf(pod);
  return {
    object: nameOfWorkload(workload),
    file: workload.document.source.path,
    ...(overhead === undefined ? {} : { overhead }),
  };
}
