// How a manifest goes through the program. Start reading here, at `injectSources`.
//
//   read → split documents → locate workloads → resolve templates → plan → check → splice text → write / report
//
// The caller reads and writes (`src/cli/`, `src/io/`); everything in between is pure.

import { type Choice, identityOf } from "./config/choose.ts";
import { givenSecrets, hasSecrets } from "./config/given-secrets.ts";
import { OMISSIONS } from "./config/omissions.ts";
import type { WorkloadFilter } from "./config/workload-filter.ts";
import { ejectWorkload } from "./inject/eject-workload.ts";
import { findingOfAnnotation } from "./inject/findings.ts";
import { injectWorkload } from "./inject/inject-workload.ts";
import { pastSecrets } from "./inject/past-secrets.ts";
import type { OnEdit } from "./inject/reconciliation.ts";
import {
  isStopping,
  reportFailed,
  reportSkipped,
  reportWorkload,
  type Skip,
} from "./inject/report-workload.ts";
import { spliceSource, type TemplateChange } from "./inject/splice-source.ts";
import { withoutTwins } from "./inject/twin-findings.ts";
import { valueFaults } from "./inject/value-faults.ts";
import type { WorkloadResult } from "./inject/workload-result.ts";
import { type Finding, sortFindings } from "./lint/finding.ts";
import { inputContext } from "./lint/input-context.ts";
import type { RuleContext } from "./lint/rule.ts";
import { siftFindings } from "./lint/suppress.ts";
import { syntaxOf } from "./manifest/documents.ts";
import type { Kustomizations } from "./manifest/kustomizations.ts";
import { injectedTemplates } from "./manifest/marker.ts";
import { startOfWorkload, type Workload } from "./manifest/objects.ts";
import { podsOfWorkloads } from "./manifest/pods-of-workloads.ts";
import { readWorkloads, type SourceContent } from "./manifest/read-workloads.ts";
import type { Inclusion } from "./manifest/recognise.ts";
import type { ValueMap } from "./manifest/value.ts";
import type { WorkloadKind } from "./manifest/workloads.ts";
import type { Outcome, RunOutcome, RunWarning, SourceNote, WorkloadReport } from "./outcome.ts";
import { leftOutNotes } from "./pipeline/left-out.ts";
import { lookalikeNotes } from "./pipeline/lookalike-notes.ts";
import { patchingNotes } from "./pipeline/patching-notes.ts";
import {
  type ChosenWorkload,
  type ReadRequest,
  readAndChoose,
  type SecretKeeper,
} from "./pipeline/read-and-choose.ts";
import {
  editedFindings,
  missedFindings,
  missedNotes,
  omittedFindings,
} from "./pipeline/requirements.ts";
import { type RunSuppressions, runSuppressions } from "./pipeline/run-suppressions.ts";
import type { SourceObserver } from "./pipeline/source-observer.ts";
import { workloadInjection } from "./pipeline/workload-injection.ts";
import { rules } from "./rules/index.ts";
import type { Template } from "./template/template.ts";
import { applyEdits } from "./text/edit.ts";
import { groupBy } from "./text/group-by.ts";
import { lineCounter } from "./text/line-counter.ts";
import { listWords } from "./text/list-words.ts";
import { nearestHint } from "./text/nearest.ts";
import type { Source } from "./text/source.ts";

/** Everything that an injection needs, read and parsed. */
export interface InjectRequest extends ReadRequest {
  /** The minor version of Kubernetes 1.x that the manifests are for. */
  readonly kubeMinor: number;
  readonly onPortConflict: "fail" | "reassign";
  readonly onEdit: OnEdit;
  /** The registry that the images of sidecars are moved to. */
  readonly imageRegistry?: string | undefined;
}

/** Everything that an ejection needs. */
export interface EjectRequest {
  readonly sources: readonly Source[];
  /** Names of the templates to take out; all where there are none. */
  readonly templates: readonly string[];
  /** The user's own templates: what they do not have is not taken out as theirs. */
  readonly available: readonly Template[];
  readonly onEdit: OnEdit;
  readonly filter: WorkloadFilter;
  /** Workload kinds beside the built-in ones. */
  readonly workloads: readonly WorkloadKind[];
  readonly include?: readonly Inclusion[] | undefined;
  /** The kustomizations of the repository; none count where there are none. */
  readonly kustomizations?: Kustomizations | undefined;
  readonly observe?: SourceObserver | undefined;
  readonly keepSecret?: SecretKeeper | undefined;
}

/**
 * Returns the sources with the sidecars in them, and all that is to be said of it. Whether that is written is for the
 * caller to decide, by the findings. Throws a `UserError` for what flags ask for and cannot be had.
 */
export function injectSources(request: InjectRequest): RunOutcome {
  const read = readAndChoose(request);
  const { contents, kustomizations, chosen, secrets, problems: misnamed, warnings } = read;
  const { sources, kubeMinor } = request;
  const pods = () => contents.flatMap(({ workloads }) => podsOfWorkloads(workloads));
  const context = inputContext({ sources, kustomizations, kubeMinor, pods });
  const suppressions = runSuppressions(contents, request.injector);
  const worked = chosen.map((inSource, index) => {
    request.observe?.("injecting", index);
    return inSource.map((one) => sift(injectChosen(one, request, context), suppressions));
  });
  const drift = worked.flat().flatMap(({ result }) => result?.drift ?? []);
  request.keepSecret?.(pastSecrets(drift, secrets));
  const misvalued = valueFaults(worked.flat().flatMap(({ result }) => result ?? []));
  const { outcomes: made, problems } = collect(contents, worked, (content) =>
    omittedFindings(content, request),
  );
  const outcomes = made.map((outcome, index) => {
    const content = contents[index];
    if (content === undefined || outcome.edits.length === 0) return outcome;
    return { ...outcome, notes: [...outcome.notes, ...patchingNotes(content)] };
  });
  return { outcomes, problems: [...misnamed, ...misvalued, ...problems], warnings };
}

/** Returns the sources without what earlier injections have put in, and all that is to be said of it. */
export function ejectSources(request: EjectRequest): RunOutcome {
  const contents = request.sources.map((source, index) => {
    request.observe?.("ejecting", index);
    return readWorkloads(source, request.workloads, request);
  });
  if (request.available.some(hasSecrets)) {
    const read = contents.flatMap(({ workloads }) => workloads);
    const podAnnotations = read.map((workload) => identityOf(workload).podAnnotations);
    const given = { sets: [], files: [], podAnnotations };
    request.keepSecret?.(givenSecrets(request.available, given));
  }
  const worked = contents.map(({ workloads }) =>
    workloads.map((workload): Worked => {
      const identity = identityOf(workload);
      const omission = OMISSIONS.owned(request, identity) ?? OMISSIONS.filtered(request, identity);
      if (omission !== undefined) {
        return { workload, skipped: skip(omission.reason), explanation: [], findings: [] };
      }
      const result = ejectWorkload(workload, { ...request, names: request.templates });
      const skipped = result.templates.length === 0 && result.findings.length === 0;
      return {
        workload,
        explanation: [],
        findings: [],
        ...(skipped ? { skipped: skip(NOTHING_IN) } : { result }),
      };
    }),
  );
  return {
    ...collect(contents, worked, () => []),
    warnings: unusedNames(request.templates, worked.flat()),
  };
}

/** Returns a warning for each name of which nothing was to take out anywhere. */
function unusedNames(names: readonly string[], worked: readonly Worked[]): readonly RunWarning[] {
  const used = new Set(worked.flatMap(({ result }) => result?.templates ?? []));
  const injected = worked.flatMap(({ workload }) =>
    namesOfMarker(identityOf(workload).podAnnotations),
  );
  const known = [...new Set(injected)].sort();
  const help = known.length === 0 ? "nothing is" : `injected are ${listWords(known)}`;
  return names
    .filter((name) => !used.has(name))
    .map((name) => ({
      message: `-t ${name} is injected in no workload${nearestHint(name, known)}`,
      help,
    }));
}

function namesOfMarker(annotations: ValueMap): readonly string[] {
  return [...injectedTemplates({ metadata: { annotations } }).keys()];
}

/** The checks of `inject`: what no injection can bring in is left to `lint`. */
const INJECT_RULES = rules.filter(({ scope }) => scope === undefined);

const NOTHING_IN = "nothing of that is injected";

/** One workload after its turn: with a result, or with the reason why nothing was done. */
interface Worked {
  readonly workload: Workload;
  readonly result?: WorkloadResult;
  readonly skipped?: Skip;
  readonly explanation: readonly string[];
  /** What was found beside its turn. */
  readonly findings: readonly Finding[];
  readonly remarks?: readonly SourceNote[];
}

function injectChosen(
  chosen: ChosenWorkload,
  request: InjectRequest,
  context: RuleContext,
): Worked {
  const { workload, choice } = chosen;
  const { templates, explanation, selection } = choice;
  const findings = [
    ...choice.problems.map((problem) => findingOfAnnotation(problem, workload)),
    ...missedFindings(selection, workload),
  ];
  const remarks = missedNotes(selection, workload);
  if (templates.length === 0) {
    return {
      workload,
      explanation,
      findings,
      remarks,
      skipped: { ...skip(selection.skipped ?? "no template was found"), stillHas: stillIn(choice) },
    };
  }
  const result = injectWorkload({
    ...workloadInjection(chosen, request),
    rules: INJECT_RULES,
    context,
    settings: request.injector?.lint ?? {},
  });
  const { imageRegistry } = request;
  const moved =
    imageRegistry === undefined ? [] : [`images of sidecars come from ${imageRegistry}`];
  return {
    workload,
    result: { ...result, notes: [...choice.notes, ...result.notes] },
    explanation: [...explanation, ...moved],
    findings: [
      ...findings,
      ...editedFindings(selection, { workload, drift: result.drift, onEdit: request.onEdit }),
    ],
    remarks,
  };
}

function stillIn({ identity, selection }: Choice): readonly string[] {
  return selection.omission === undefined ? [] : namesOfMarker(identity.podAnnotations);
}

function skip(reason: string): Skip {
  return { reason, stillHas: [] };
}

/** Leaves out what the manifest silences, and what an injection is not about. */
function sift(work: Worked, { lookup }: RunSuppressions): Worked {
  if (work.result === undefined) return work;
  const { findings } = siftFindings(work.result.findings, lookup(work.workload));
  const once = withoutTwins(findings, work.result.twins);
  return { ...work, result: { ...work.result, findings: once.flatMap(findingOfInjection) } };
}

/** An injection is about what it brings in: an error that was there before is a warning to it, and the rest is for `lint`. */
function findingOfInjection(finding: Finding): readonly Finding[] {
  if (finding.introduced) return [finding];
  return finding.severity === "error" ? [{ ...finding, severity: "warning" }] : [];
}

/** `beside` returns what is found in a source beside its workloads. */
function collect(
  contents: readonly SourceContent[],
  worked: readonly (readonly Worked[])[],
  beside: (content: SourceContent) => readonly Finding[],
): Pick<RunOutcome, "outcomes" | "problems"> {
  const notes = groupBy(
    [...lookalikeNotes(contents, "passed through"), ...leftOutNotes(contents, "left alone")],
    ({ file }) => file,
  );
  return {
    outcomes: contents.map((content, index) => {
      const outcome = outcomeOf(content, worked[index] ?? [], beside(content));
      return { ...outcome, notes: [...outcome.notes, ...(notes.get(content.source.path) ?? [])] };
    }),
    problems: contents.flatMap(({ problems }) => problems),
  };
}

function outcomeOf(
  content: SourceContent,
  worked: readonly Worked[],
  others: readonly Finding[],
): Outcome {
  const { source, problems } = content;
  const lineOf = lineCounter(source.text);
  const workloads = worked.map((work) => reportOf(work, lineOf(startOfWorkload(work.workload))));
  const own = worked.flatMap((work) => [...work.findings, ...(work.result?.findings ?? [])]);
  const findings = [...own, ...others];
  const changes = worked.flatMap(({ result }) => templateChangesOf(result));
  // After an error nothing is written, so there is no use in text that may not even be possible.
  const stopped = problems.length > 0 || findings.some(isStopping);
  const edits = stopped ? [] : spliceSource(source.text, changes);
  const notes = worked.flatMap(({ remarks = [] }) => remarks);
  const output = applyEdits(source.text, edits);
  return { source, output, edits, workloads, findings: sortFindings(findings), notes };
}

function reportOf(work: Worked, line: number): WorkloadReport {
  const { workload, result, skipped = skip(""), explanation, findings } = work;
  if (findings.some(isStopping)) return reportFailed(workload, line, explanation);
  if (result === undefined) return reportSkipped(workload, line, skipped, explanation);
  return reportWorkload(workload, line, result, explanation);
}

function templateChangesOf(result: WorkloadResult | undefined): readonly TemplateChange[] {
  const change = result?.change;
  const node = result?.state.node;
  if (result === undefined || change === undefined || node?.type !== "map") return [];
  const { document, outline } = result.state.workload;
  return [{ node, root: outline.root, change, syntax: syntaxOf(document) }];
}
