import type { Finding } from "../lint/finding.ts";
import type { InjectedTemplate } from "../manifest/marker.ts";
import { isDamaged } from "../manifest/marker.ts";
import type { Workload } from "../manifest/objects.ts";
import { knownTemplates } from "../template/resolve.ts";
import type { Template } from "../template/template.ts";
import type { SidecarDrift } from "./drift.ts";
import { findingOfPlan, findingOfRefusal } from "./findings.ts";
import { isReserialised } from "./is-reserialised.ts";
import { parseKeyedPath, valueAtKeyedPath } from "./keyed-path.ts";
import { type PodState, podStateOf, textBehindColon } from "./pod-state.ts";
import { reconcile } from "./reconcile.ts";
import type { OnEdit } from "./reconciliation.ts";
import { refusalsOf } from "./refusals.ts";
import { renameNotes } from "./rename-notes.ts";
import { damagedMarker, refusedWorkload, type WorkloadResult } from "./workload-result.ts";

/** What an ejection takes out. */
export interface Ejection {
  /** Names of templates; all where there are none. */
  readonly names: readonly string[];
  readonly onEdit: OnEdit;
  /** The user's own templates. */
  readonly available: readonly Template[];
}

/** Returns what becomes of a workload that templates are taken out of. Throws a `UserError` for two templates of one name. */
export function ejectWorkload(
  workload: Workload,
  { names, onEdit, available }: Ejection,
): WorkloadResult {
  const state = podStateOf(workload);
  const { marker } = state;
  if (isDamaged(marker)) return refusedWorkload(state, damagedMarker(marker));
  const injected = [...marker.templates.keys()];
  const asked = names.length === 0 ? injected : injected.filter((name) => names.includes(name));
  const textOf = textBehindColon.bind(undefined, state);
  const { change, problems, drift, left, removed } = reconcile({
    current: state.value,
    marker,
    asked,
    wants: [],
    unmet: [],
    records: new Map(),
    onEdit,
    templates: knownTemplates(asked, available),
    textOf,
  });
  const path = [...workload.path, ...workload.templatePath];
  const refusals =
    change === undefined ? [] : refusalsOf(workload.document, workload.outline, path, change);
  const gone = asked.flatMap((name) =>
    pathsGone(state, marker.templates.get(name)?.added ?? new Map()),
  );
  const findings: readonly Finding[] = [
    ...problems.map((problem) => findingOfPlan(problem, state, workload)),
    ...refusals.map((refusal) => findingOfRefusal(refusal, workload)),
  ];
  return {
    state,
    status: change === undefined ? "kept" : "ejected",
    templates: asked,
    change,
    findings,
    twins: new Map(),
    valueProblems: [],
    notes: [
      ...renameNotes(state),
      ...(gone.length === 0 ? [] : [`no longer there: ${gone.join(", ")}`]),
      ...(removed.length === 0 ? [] : [`removed: ${removed.join(", ")}`]),
      ...(left.length === 0 ? [] : [`still there: ${left.map(({ text }) => text).join(", ")}`]),
      ...(isReserialised(state) ? [LAYOUT_LOST] : []),
    ],
    drift: drift.flatMap(editsOnly),
  };
}

/** Somebody has taken it out, or has renamed what it was in: then it may still be somewhere. */
function pathsGone({ value }: PodState, added: InjectedTemplate["added"]): readonly string[] {
  return [...added.keys()].filter((text) => {
    const path = parseKeyedPath(text);
    return path !== undefined && valueAtKeyedPath(value, path) === undefined;
  });
}

const LAYOUT_LOST =
  "a program that sorts keys, such as kubectl or kustomize, has written it anew since: what it says is as before the injection, its bytes are not";

/** Of what is taken out, only what somebody has edited is a difference. */
function editsOnly({ template, state, differences }: SidecarDrift): readonly SidecarDrift[] {
  if (state !== "edited") return [];
  return [
    { template, state, differences: differences.filter(({ cause }) => cause !== "template") },
  ];
}
