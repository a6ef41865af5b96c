import type { Finding } from "../lint/finding.ts";
import { type DamagedMarker, MARKER_KEY } from "../manifest/marker.ts";
import type { Pod } from "../manifest/pod.ts";
import type { RenderProblem } from "../template/reference-value.ts";
import type { Change } from "./change.ts";
import type { SidecarDrift } from "./drift.ts";
import { findingOfPlan } from "./findings.ts";
import type { PlanProblem } from "./plan-problem.ts";
import type { PodState } from "./pod-state.ts";
import type { TwinFindings } from "./twin-findings.ts";

/** What becomes of a workload. */
export interface WorkloadResult {
  readonly state: PodState;
  readonly status: "injected" | "updated" | "unchanged" | "ejected" | "kept";
  /** The templates that it is about. */
  readonly templates: readonly string[];
  readonly change: Change | undefined;
  readonly findings: readonly Finding[];
  /** Those of the findings that say the same of a name. */
  readonly twins: TwinFindings;
  /** The pod as it is afterwards, conflicts included; undefined where it was not looked into. */
  readonly pod?: Pod;
  /** Problems of values that came from flags and files, which are no problems of the manifest. */
  readonly valueProblems: readonly RenderProblem[];
  readonly notes: readonly string[];
  /** What has become of the sidecars since they were put in; of an ejection there is none. */
  readonly drift: readonly SidecarDrift[];
}

/** Returns what is said of a marker that no injection has written as it is now. */
export function damagedMarker({ fault }: DamagedMarker): PlanProblem {
  return {
    rule: "marker-unreadable",
    at: ["metadata", "annotations", MARKER_KEY],
    message: `the annotation ${MARKER_KEY} is damaged (${fault}), so what was injected before is not known`,
  };
}

/** Returns the result of a workload that nothing can be done with. */
export function refusedWorkload(state: PodState, problem: PlanProblem): WorkloadResult {
  return refusedWith(state, findingOfPlan(problem, state, state.workload));
}

/** Returns the result of a workload that nothing can be done with, for the reason that the finding gives. */
export function refusedWith(state: PodState, finding: Finding): WorkloadResult {
  const nothing = { change: undefined, templates: [], valueProblems: [], notes: [], drift: [] };
  return { state, status: "unchanged", findings: [finding], twins: new Map(), ...nothing };
}
