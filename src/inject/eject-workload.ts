import type { Finding } from "../lint/finding.ts";
import type { Workload } from "../manifest/objects.ts";
import { findingOfPlan, findingOfRefusal } from "./findings.ts";
import { podStateOf, textBehindColon } from "./pod-state.ts";
import { reconcile } from "./reconcile.ts";
import { refusalsOf } from "./refusals.ts";
import { refusedWorkload, UNREADABLE_MARKER, type WorkloadResult } from "./workload-result.ts";

/** Returns what becomes of a workload that templates are taken out of: those of the names, or all without names. */
export function ejectWorkload(workload: Workload, names: readonly string[]): WorkloadResult {
  const state = podStateOf(workload);
  const { marker } = state;
  if (marker === undefined) return refusedWorkload(state, UNREADABLE_MARKER);
  const injected = Object.keys(marker.templates);
  const asked = names.length === 0 ? injected : injected.filter((name) => names.includes(name));
  const textOf = textBehindColon.bind(undefined, state);
  const { change, problems } = reconcile({
    current: state.value,
    marker,
    asked,
    wants: [],
    records: {},
    textOf,
  });
  const path = [...workload.path, ...workload.templatePath];
  const refusals =
    change === undefined ? [] : refusalsOf(workload.document, workload.outline, path, change);
  const findings: readonly Finding[] = [
    ...problems.map((problem) => findingOfPlan(problem, state, workload)),
    ...refusals.map((refusal) => findingOfRefusal(refusal, workload)),
  ];
  const status = change === undefined ? "unchanged" : "ejected";
  return { state, status, change, templates: asked, findings, valueProblems: [], notes: [] };
}
