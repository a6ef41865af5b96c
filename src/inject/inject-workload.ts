// One workload, from the templates that it is to get to what becomes of it. No text is touched here.

import { findingOfRule } from "../lint/finding-of-rule.ts";
import { isDamaged, type Marker } from "../manifest/marker.ts";
import { readPod } from "../manifest/read-pod.ts";
import { isError } from "../manifest/schema-fault.ts";
import { asList, asMap, type ValueMap } from "../manifest/value.ts";
import type { RenderProblem } from "../template/reference-value.ts";
import type { Template } from "../template/template.ts";
import { listWords } from "../text/list-words.ts";
import { type App, readApp } from "./app.ts";
import { type Attempt, type Attempted, attemptInjection, problemsOf } from "./attempt.ts";
import { buildChange } from "./build-change.ts";
import { applyChange } from "./change.ts";
import { findingOfPlan, findingOfRefusal } from "./findings.ts";
import { metadataFault } from "./metadata-fault.ts";
import type { PlanProblem } from "./plan-problem.ts";
import { type PodState, podStateOf } from "./pod-state.ts";
import { movePorts, withMoves } from "./reassign.ts";
import { ownedHashes, type Removable, removablePaths, templatesByName } from "./reconciliation.ts";
import { refusalsOf } from "./refusals.ts";
import { renameNotes } from "./rename-notes.ts";
import type { AssignedPorts } from "./sidecars.ts";
import { isAboutName, placesOfName } from "./twin-findings.ts";
import type { WorkloadRequest } from "./workload-request.ts";
import {
  damagedMarker,
  refusedWith,
  refusedWorkload,
  type WorkloadResult,
} from "./workload-result.ts";

/** Returns what becomes of a workload that is to get the templates. */
export function injectWorkload(request: WorkloadRequest): WorkloadResult {
  const { workload, templates } = request;
  const state = podStateOf(workload);
  const { marker } = state;
  const misshapen = metadataFault(workload);
  if (misshapen !== undefined) return refusedWith(state, misshapen);
  if (isDamaged(marker)) return refusedWorkload(state, damagedMarker(marker));
  const forged = forgedPort(marker, templates);
  if (forged !== undefined) return refusedWorkload(state, damagedMarker({ fault: forged }));
  const asked = templates.map(({ name }) => name);
  const foreign = ownedHashes(marker, (name) => !asked.includes(name));
  const bare = bareTemplate({
    current: state.value,
    marker,
    asked,
    onEdit: request.onEdit,
    templates: templatesByName(templates),
  });
  const app = readApp(
    readPod(bare, { ...state.owner, injected: [] }),
    new Set(foreign.keys()),
    request.askedContainer,
  );
  if (app === undefined) return refusedWorkload(state, withoutApp(bare));
  const attempted = attemptedOf(request, { state, bare, app, foreign: new Set(foreign.keys()) });
  const { attempt, notes } = settlePorts(attempted, portsOf(marker, templates));
  const { change } = attempt;
  const wasThere = asked.some((name) => marker.templates.has(name));
  return {
    state,
    status: change === undefined ? "unchanged" : wasThere ? "updated" : "injected",
    templates: asked,
    change,
    ...findingsOf(attempted, attempt),
    pod: attempt.pod,
    valueProblems: attempt.valueProblems.filter((problem) => !isAboutManifest(problem)),
    notes: [...renameNotes(state), ...attempt.notes, ...notes],
    drift: attempt.drift,
  };
}

const NO_CONTAINERS: PlanProblem = {
  rule: "app-container-missing",
  at: ["spec"],
  message: "the pod has no container of its own",
  help: "Inject into pods that have at least one entry in `containers`.",
};

/** What has no name cannot be told from others; kinds whose operator gives names have got them by now. */
function withoutApp(template: ValueMap): PlanProblem {
  const containers = asList(asMap(template["spec"])["containers"]);
  if (containers.length === 0) return NO_CONTAINERS;
  return {
    ...NO_CONTAINERS,
    at: ["spec", "containers"],
    message: "no container of the pod has a name",
    help: "Give each container a name: the API server requires it.",
  };
}

/** Returns the pod template without what the asked templates alone have put in. */
function bareTemplate(input: Removable): ValueMap {
  const { current, marker } = input;
  const { change } = buildChange(current, {
    wants: [],
    removes: removablePaths(input),
    created: new Set(marker.created),
    replaced: marker.replaced,
  });
  return change === undefined ? current : asMap(applyChange(current, change));
}

/** Ports alone move out of the way: a marker that sets another parameter is no work of an injection. */
function forgedPort(marker: Marker, templates: readonly Template[]): string | undefined {
  for (const { name, spec } of templates) {
    for (const param of marker.templates.get(name)?.ports.keys() ?? []) {
      const declared = Object.hasOwn(spec.params, param) ? spec.params[param] : undefined;
      if (declared !== undefined && declared["format"] !== "port") {
        return `its \`ports\` set "${param}" of "${name}", which is not a port`;
      }
    }
  }
  return undefined;
}

/** A template may have lost the parameter since, or may take other ports: then the port goes, and is assigned anew if need be. */
function portsOf(marker: Marker, templates: readonly Template[]): AssignedPorts {
  return new Map(
    templates.map(({ name, spec, checkParam }) => {
      const ports = [...(marker.templates.get(name)?.ports ?? [])];
      const taken = ports.filter(
        ([param, port]) =>
          Object.hasOwn(spec.params, param) && !checkParam(param, port).some(isError),
      );
      return [name, new Map(taken)];
    }),
  );
}

interface Surroundings {
  readonly state: PodState;
  readonly bare: ValueMap;
  readonly app: App;
  readonly foreign: ReadonlySet<string>;
}

function attemptedOf(
  request: WorkloadRequest,
  { state, bare, app, foreign }: Surroundings,
): Attempted {
  const { workload, templates, assigned, context, imageRegistry, renderFor = workload } = request;
  const { kind, namespace, workloadKind } = workload;
  const restrictions = workloadKind.restrictions ?? [];
  return {
    request,
    state,
    bare,
    plan: {
      kind,
      restrictions,
      bare,
      foreign,
      claims: state.owner.claimTemplates,
      appContainers: app.containers.map((container) => container.name),
      givenName: workloadKind.containerName,
    },
    filling: {
      templates,
      assigned,
      kubeMinor: context.kubeMinor,
      imageRegistry,
      workload: { name: renderFor.name, kind: renderFor.kind, namespace },
      app,
    },
  };
}

// A port moves only upward, past one that is taken: more rounds than this mean that the templates are at fault.
const MAX_ROUNDS = 32;

/** Returns the attempt after sidecars have moved out of the way of port conflicts, if they may. */
function settlePorts(
  attempted: Attempted,
  known: AssignedPorts,
): { readonly attempt: Attempt; readonly notes: readonly string[] } {
  const { assigned, onPortConflict } = attempted.request;
  const notes: string[] = [];
  let ports = known;
  let attempt = attemptInjection(attempted, ports);
  for (let round = 0; onPortConflict === "reassign" && round < MAX_ROUNDS; round++) {
    const { pod, sidecars, introduced: problems } = attempt;
    const moves = movePorts({ pod, sidecars, problems, assigned, ports });
    if (moves.length === 0) break;
    notes.push(
      ...moves.map(
        ({ template, param, from, to }) =>
          `${template}: ${param} is ${to}, because port ${from} is taken`,
      ),
    );
    ports = withMoves(ports, moves);
    attempt = attemptInjection(attempted, ports);
  }
  return { attempt, notes };
}

function findingsOf(
  { request, state, bare }: Attempted,
  attempt: Attempt,
): Pick<WorkloadResult, "findings" | "twins"> {
  const { workload } = request;
  const without = { ...state, value: bare };
  const after = { ...state, value: attempt.after };
  const path = [...workload.path, ...workload.templatePath];
  const { stateProblems } = attempt;
  const planProblems = [...unknownDirectories(request, attempt), ...attempt.planProblems];
  // A plan that could not be made whole lacks things, which the checks would find as well.
  const isPartial = [...planProblems, ...stateProblems].some(({ rule }) => PARTIAL.has(rule));
  const introduced = (isPartial ? [] : attempt.introduced).map((problem) => ({
    problem,
    pod: attempt.after,
    finding: findingOfRule(problem, after, workload, "introduced"),
  }));
  const before = isPartial ? problemsOf(request, state, bare) : attempt.remaining;
  const remaining = before.map((problem) => ({
    problem,
    pod: bare,
    finding: findingOfRule(problem, without, workload, "there before"),
  }));
  const checks = [...introduced, ...remaining];
  const planned = [
    ...stateProblems.map((problem) => [problem, findingOfPlan(problem, state, workload)] as const),
    ...planProblems.map((problem) => [problem, findingOfPlan(problem, without, workload)] as const),
  ];
  const refusals =
    attempt.change === undefined
      ? []
      : refusalsOf(workload.document, workload.outline, path, attempt.change);
  return {
    findings: [
      ...planned.map(([, finding]) => finding),
      ...attempt.valueProblems
        .filter(isAboutManifest)
        .map((problem) => findingOfPlan(valueProblem(problem), state, workload)),
      ...checks.map(({ finding }) => finding),
      ...refusals.map((refusal) => findingOfRefusal(refusal, workload)),
    ],
    twins: new Map(
      planned.flatMap(([{ item }, finding]) => {
        if (item === undefined) return [];
        const names = new Map([attempt.after, bare].map((pod) => [pod, placesOfName(pod, item)]));
        const same = checks.filter(({ problem, pod }) =>
          isAboutName(problem, names.get(pod) ?? new Set()),
        );
        return [[finding, same.map((check) => check.finding)] as const];
      }),
    ),
  };
}

/** What the rest of a workload mounts where a template shares a directory cannot be seen in a part of it. */
function unknownDirectories(
  { workload: { standing }, mayBePart }: WorkloadRequest,
  { sidecars }: Attempt,
): readonly PlanProblem[] {
  if (!mayBePart || standing.type !== "incomplete") return [];
  const [first] = standing.evidence;
  return sidecars
    .filter(({ shared }) => shared.length > 0)
    .map(({ template, shared }) => ({
      rule: "object-incomplete",
      of: "workload",
      at: first?.at ?? [],
      message: `template "${template.name}" shares ${listWords(shared.map(({ path }) => path))} with the app, and this is incomplete, such as a patch: what the rest of the workload mounts there is not known`,
      help: "Inject into the base or into the build, or take a template that shares no directory.",
    }));
}

const PARTIAL: ReadonlySet<string> = new Set(["field-ambiguous", "field-malformed"]);

/** What is to be changed in the manifest is shown there; a flag or a file of values is not. */
function isAboutManifest({ about, from }: RenderProblem): boolean {
  return about === "manifest" || from.startsWith("annotation");
}

function valueProblem({
  message,
  help,
  from,
  param,
  template,
}: Attempt["valueProblems"][number]): PlanProblem {
  const key = from.replace(/^annotation /, "");
  const at = from === "" ? ["spec", "containers", 0, "name"] : ["metadata", "annotations", key];
  return {
    rule: "template-parameter",
    at,
    message,
    help,
    template: { template, path: ["spec", "params", ...(param === undefined ? [] : [param])] },
  };
}
