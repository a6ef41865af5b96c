import {
  checkPod,
  introducedProblems,
  type RuleProblem,
  remainingProblems,
} from "../lint/check.ts";
import { type InjectedTemplate, isDamaged, NO_MARKER } from "../manifest/marker.ts";
import type { Pod } from "../manifest/pod.ts";
import { readPod } from "../manifest/read-pod.ts";
import { asMap, type ValueMap } from "../manifest/value.ts";
import { copyOrigin, noteTemplateOrigins } from "../template/origin.ts";
import type { RenderProblem } from "../template/reference-value.ts";
import type { Sidecar, Template } from "../template/template.ts";
import { applyChange, type Change } from "./change.ts";
import type { SidecarDrift } from "./drift.ts";
import { hashValue } from "./hash-value.ts";
import { type Plan, type PlanInput, planInjection } from "./plan.ts";
import type { PlanProblem } from "./plan-problem.ts";
import { type PodState, textBehindColon } from "./pod-state.ts";
import { type Reconciled, reconcile } from "./reconcile.ts";
import { templatesByName } from "./reconciliation.ts";
import { type AssignedPorts, fillTemplates, type SidecarRequest } from "./sidecars.ts";
import { inStartOrder } from "./start-order.ts";
import type { WorkloadRequest } from "./workload-request.ts";

/** What an injection is tried on. */
export interface Attempted {
  readonly request: WorkloadRequest;
  readonly state: PodState;
  /** The pod template without what the asked templates have put in before. */
  readonly bare: ValueMap;
  readonly plan: PlanInput;
  readonly filling: SidecarRequest;
}

/** What comes of trying an injection with some assignment of ports. */
export interface Attempt {
  readonly sidecars: readonly Sidecar[];
  readonly change: Change | undefined;
  /** The pod template after the injection, conflicts included. */
  readonly after: ValueMap;
  readonly pod: Pod;
  readonly introduced: readonly RuleProblem[];
  /** The problems that were there before and are still there. */
  readonly remaining: readonly RuleProblem[];
  readonly planProblems: readonly PlanProblem[];
  /** Problems of what is there now, such as a hand-edited sidecar. */
  readonly stateProblems: readonly PlanProblem[];
  readonly valueProblems: readonly (RenderProblem & { readonly template: Template })[];
  readonly notes: readonly string[];
  /** What has become of the sidecars since they were put in. */
  readonly drift: readonly SidecarDrift[];
}

/** Returns what comes of an injection with the ports assigned in this way. */
export function attemptInjection(
  { request, state, bare, plan: input, filling }: Attempted,
  ports: AssignedPorts,
): Attempt {
  const { sidecars, problems, doubts } = fillTemplates(filling, ports);
  const plan = planInjection(input, inStartOrder(sidecars));
  noteOrigins(state, plan, sidecars);
  const reconciled = reconcile({
    current: state.value,
    marker: isDamaged(state.marker) ? NO_MARKER : state.marker,
    asked: request.templates.map(({ name }) => name),
    wants: plan.wants,
    unmet: plan.unmet,
    records: recordsOf(sidecars, ports),
    onEdit: request.onEdit,
    templates: templatesByName(request.templates),
    textOf: (path) => textBehindColon(state, path),
  });
  const after =
    reconciled.change === undefined
      ? state.value
      : asMap(
          applyChange(state.value, reconciled.change, (original, copy) =>
            copyOrigin(state.origins, original, copy),
          ),
        );
  const pod = readPod(after, { ...state.owner, injected: plan.injected });
  const problemsAfter = checkPod(pod, request.rules, request.context, request.settings);
  // Only what is there afterwards can have been there before and still be there.
  const fired = new Set(problemsAfter.map(({ rule }) => rule));
  const rules = request.rules.filter(({ id }) => fired.has(id));
  const before = rules.length === 0 ? [] : problemsOf({ ...request, rules }, state, bare);
  return {
    sidecars,
    change: reconciled.change,
    after,
    pod,
    introduced: introducedProblems(before, problemsAfter),
    remaining: remainingProblems(before, problemsAfter),
    planProblems: [...filling.app.problems, ...doubts, ...plan.problems],
    stateProblems: reconciled.problems,
    valueProblems: problems,
    notes: [
      ...newNotes(plan, reconciled),
      ...(reconciled.removed.length === 0 ? [] : [`removed: ${reconciled.removed.join(", ")}`]),
    ],
    drift: reconciled.drift.map((drift) =>
      drift.state === "missing" || sidecars.some(({ template }) => template.name === drift.template)
        ? drift
        : { template: drift.template, state: "unknown", differences: [] },
    ),
  };
}

/** What was said when a sidecar came in is not said again of an update, but where its port may be another one. */
function newNotes({ notes }: Plan, { arriving, drift }: Reconciled): readonly string[] {
  const isChanged = (template: string) =>
    drift.some((other) => other.template === template && other.state !== "current");
  return notes
    .filter(({ template, about }) =>
      about === "port" ? isChanged(template) : arriving.has(template),
    )
    .map(({ template, message }) => `${template}: ${message}`);
}

/** Returns the problems of a pod template in which this run has put nothing. */
export function problemsOf(
  { rules, context, settings }: WorkloadRequest,
  { owner }: PodState,
  template: ValueMap,
): readonly RuleProblem[] {
  return checkPod(readPod(template, { ...owner, injected: [] }), rules, context, settings);
}

function noteOrigins(state: PodState, plan: Plan, sidecars: readonly Sidecar[]): void {
  for (const { value, template } of plan.wants) {
    const sidecar = sidecars.find((other) => other.template.name === template);
    if (sidecar !== undefined) noteTemplateOrigins(state.origins, value, sidecar);
  }
}

/** What a template rendered to, without what is only said of it: a new description rolls no pods. */
function recordsOf(
  sidecars: readonly Sidecar[],
  ports: AssignedPorts,
): ReadonlyMap<string, Pick<InjectedTemplate, "hash" | "ports">> {
  return new Map(
    sidecars.map((sidecar) => {
      const { lifecycle, containers, initContainers, volumes, app, pod } = sidecar;
      const shared = sidecar.shared.map(({ name, path, source = null }) => [name, path, source]);
      const position = JSON.stringify(sidecar.position);
      const parts = [lifecycle, position, containers, initContainers, volumes, shared, pod];
      const hash = hashValue([...parts, app.containers, app.env, app.volumeMounts]);
      return [
        sidecar.template.name,
        { hash, ports: ports.get(sidecar.template.name) ?? new Map() },
      ] as const;
    }),
  );
}
