// How a manifest goes through `status`: read → split → locate → resolve → plan, and what differs is told, not made.

import { demandedTemplates } from "../config/missed-rules.ts";
import { filterMismatches } from "../config/workload-filter.ts";
import type { SidecarDrift } from "../inject/drift.ts";
import { findingOfAnnotation } from "../inject/findings.ts";
import { pastSecrets } from "../inject/past-secrets.ts";
import { type PodState, podStateOf } from "../inject/pod-state.ts";
import { sortFindings } from "../lint/finding.ts";
import { inputContext } from "../lint/input-context.ts";
import { partsOf } from "../lint/programs/sidecars.ts";
import type { RuleContext } from "../lint/rule.ts";
import { formatPath } from "../manifest/field-path.ts";
import { isDamaged, type Marker, NO_MARKER } from "../manifest/marker.ts";
import { nameOfWorkload } from "../manifest/object-name.ts";
import { startOfWorkload, type Workload } from "../manifest/objects.ts";
import type { Pod } from "../manifest/pod.ts";
import { readPod } from "../manifest/read-pod.ts";
import type { SidecarStatus, StatusOutcome, WorkloadStatusReport } from "../outcome.ts";
import type { InjectRequest } from "../pipeline.ts";
import { lineCounter } from "../text/line-counter.ts";
import { leftOutNotes } from "./left-out.ts";
import { lookalikeNotes } from "./lookalike-notes.ts";
import { type OwnedObject, ownedObjects } from "./owned-objects.ts";
import { type ChosenWorkload, readAndChoose } from "./read-and-choose.ts";
import { editedFindings, missedFindings, missedNotes, omittedFindings } from "./requirements.ts";
import { workloadDrift } from "./workload-drift.ts";

/** Returns which workload has which sidecars, and in which state. Throws a `UserError` for what flags ask for and cannot be had. */
export function statusSources(given: InjectRequest): StatusOutcome {
  const request: InjectRequest = { ...given, alsoRead: ["owned"] };
  const read = { ...request, also: injectedIn };
  const { contents, kustomizations, chosen, secrets, problems, warnings } = readAndChoose(read);
  const { sources, kubeMinor } = request;
  const context = inputContext({ sources, kustomizations, kubeMinor, pods: () => [] });
  const ownerOf = ownedObjects(contents);
  const looked = contents.map((content, index) => {
    const lineOf = lineCounter(content.source.text);
    return (chosen[index] ?? [])
      .filter(({ choice }) => filterMismatches(request.filter, choice.identity).length === 0)
      .map((one) => {
        const owned = ownerOf(one.workload);
        return lookAt({ ...one, owned }, lineOf(startOfWorkload(one.workload)), request, context);
      });
  });
  const workloads = looked.flat();
  const drift = workloads.flatMap(({ report }) => report.sidecars);
  request.keepSecret?.(pastSecrets(drift, secrets));
  return {
    workloads: workloads.map(({ report }) => report),
    findings: sortFindings([
      ...workloads.flatMap(({ findings }) => findings),
      ...contents.flatMap((content) => omittedFindings(content, request)),
    ]),
    problems: [...problems, ...contents.flatMap((content) => content.problems)],
    warnings,
    notes: [
      ...workloads.flatMap(({ notes }) => notes),
      ...lookalikeNotes(contents, "not shown"),
      ...leftOutNotes(contents, "not shown"),
    ],
  };
}

/** A workload with what the config makes of it. */
interface Looked extends Pick<StatusOutcome, "findings" | "notes"> {
  readonly report: WorkloadStatusReport;
}

interface Judged extends ChosenWorkload {
  readonly owned: OwnedObject | undefined;
}

function lookAt(one: Judged, line: number, request: InjectRequest, context: RuleContext): Looked {
  const { workload, choice, owned } = one;
  const { selection } = choice;
  const { marker } = podStateOf(workload);
  const { templateLabel, templatePath } = workload;
  const drift = isDamaged(marker)
    ? []
    : workloadDrift({ workload, choice, madeFrom: owned }, request, context);
  const guarded = choice.problems.filter(({ guard }) => guard !== undefined);
  return {
    report: {
      object: nameOfWorkload(workload),
      file: workload.document.source.path,
      line,
      ...(owned === undefined ? {} : { isMade: true }),
      ...(owned?.under === undefined ? {} : { owner: `${owned.under.kind}/${owned.under.name}` }),
      ...(templateLabel === undefined ? {} : { template: formatPath(templatePath) }),
      ...statusOf(one, request, drift),
    },
    findings: [
      ...guarded.map((problem) => findingOfAnnotation(problem, workload)),
      ...missedFindings(selection, workload),
      ...editedFindings(selection, { workload, drift, onEdit: request.onEdit }),
    ],
    notes: missedNotes(selection, workload),
  };
}

type Status = Pick<WorkloadStatusReport, "isReadable" | "optsOut" | "sidecars">;

function injectedIn(workload: Workload): readonly string[] {
  return [...templatesIn(podStateOf(workload).marker).keys()];
}

function statusOf(
  { workload, choice }: ChosenWorkload,
  request: InjectRequest,
  drift: readonly SidecarDrift[],
): Status {
  const { value, marker, owner } = podStateOf(workload);
  const pod = readPod(value, { ...owner, injected: [] });
  const injected = templatesIn(marker);
  const asked = new Set(choice.selection.templates.map(({ name }) => name));
  const demanded = demandedTemplates(choice.selection);
  const names = [...new Set([...asked, ...demanded, ...injected.keys()])];
  const asks = (request.injector?.rules.length ?? 0) > 0 || choice.selection.optsOut;
  const otherwise = asks && request.templates.length === 0 ? false : undefined;
  const drifted = new Map(drift.map((one) => [one.template, one]));
  const own = names.map((name): SidecarStatus => {
    const isKept = demanded.has(name) && !asked.has(name) && !injected.has(name);
    const { state, differences } = drifted.get(name) ?? UNKNOWN;
    return {
      name,
      state: isKept && !isDamaged(marker) ? "missing" : state,
      differences,
      images: imagesOf(pod, marker, name),
      askedFor: asked.has(name) || otherwise,
      ...(demanded.has(name) ? { required: true } : {}),
    };
  });
  return {
    isReadable: !isDamaged(marker),
    optsOut: choice.selection.optsOut,
    sidecars: isDamaged(marker) ? unknownIn(pod, own) : [...own, ...othersIn(pod)],
  };
}

function templatesIn(marker: PodState["marker"]): Marker["templates"] {
  return (isDamaged(marker) ? NO_MARKER : marker).templates;
}

const UNKNOWN = { state: "unknown", differences: [] } as const;

/** The images of the containers that a template has put in, as they stand now. */
function imagesOf(
  { containers }: Pod,
  marker: PodState["marker"],
  name: string,
): readonly string[] {
  const added = [...(templatesIn(marker).get(name)?.added.keys() ?? [])];
  return containers
    .filter((container) =>
      ["containers", "initContainers"].some((list) =>
        added.includes(`spec.${list}[${container.name}]`),
      ),
    )
    .map(({ image }) => image);
}

/** Sidecars that people or other programs have put in. */
function othersIn(pod: Pod): readonly SidecarStatus[] {
  return partsOf(pod)
    .sidecars.filter(({ template }) => template === undefined)
    .map(({ container }) => ({
      name: container.name,
      state: "foreign",
      differences: [],
      images: [container.image],
      askedFor: undefined,
    }));
}

/** Without a marker that can be read, whose the sidecars of a pod are cannot be told. */
function unknownIn(pod: Pod, asked: readonly SidecarStatus[]): readonly SidecarStatus[] {
  const others = othersIn(pod).map((other) => ({ ...other, state: UNKNOWN.state }));
  const there = new Map(others.map((other) => [other.name, other]));
  const names = new Set(asked.map(({ name }) => name));
  return [
    ...asked.map((one) => ({ ...one, images: there.get(one.name)?.images ?? [] })),
    ...others.filter(({ name }) => !names.has(name)),
  ];
}
