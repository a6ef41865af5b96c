// The end of `inject` and `eject`: decides whether the result is written at all, writes it, and says what happened.

import { refuseJoining } from "../inject/refuse-joining.ts";
import { nameSignal } from "../io/interrupted.ts";
import type { Io } from "../io/io.ts";
import { print, printDiff } from "../io/print.ts";
import { type FilesWritten, writeFiles } from "../io/write-files.ts";
import { openReport, writeReport } from "../io/write-report.ts";
import type { Outcome, RunOutcome, WorkloadReport } from "../outcome.ts";
import { colourDiff } from "../report/diff-text.ts";
import { renderJsonPatch } from "../report/json-patch.ts";
import type { Report } from "../report/report.ts";
import { PLAIN_STYLE } from "../report/style.ts";
import { renderText } from "../report/text.ts";
import { unifiedDiff } from "../text/diff.ts";
import { joinSources } from "../text/join.ts";
import { nameFiles } from "../text/name-files.ts";
import { placeOfFile } from "../text/place.ts";
import { decodeText, encodeText, joinTexts, type Source } from "../text/source.ts";
import { styleFor } from "./colour.ts";
import { EXIT, type ExitCode } from "./exit-codes.ts";
import { noWorkloadNote } from "./no-workload-note.ts";
import type { ReportOptions, ResultOptions } from "./options.ts";
import { withProgress } from "./progress.ts";

/** What came of a run, before anything of it is written. */
export interface RunResult extends RunOutcome {
  /** What the report has to name, such as a config file that was found. */
  readonly notes: readonly string[];
  /** What the config changes, where a report has to begin with it. */
  readonly changes?: readonly string[];
}

/** How a run ends. */
interface Ending extends Pick<Report, "stage"> {
  readonly code: ExitCode;
  readonly conclusion: string;
  /** What came of writing files, where files were written. */
  readonly written?: FilesWritten;
}

/**
 * Writes the result and the report of a run, and returns the exit code. Of a run that fails nothing is written, nor where
 * the report cannot be.
 */
export async function finish(
  io: Io,
  result: RunResult,
  options: ResultOptions & ReportOptions,
): Promise<ExitCode> {
  const failure = failureOf(result, options);
  if (failure === undefined && printsManifests(options)) refuseJoining(outputsOf(result));
  if (options.report !== undefined) {
    const draft = reportOf(result, options, failure ?? UNFINISHED);
    openReport(io, options.report, renderText(draft, PLAIN_STYLE));
  }
  const ending = failure ?? (await writeResult(io, result.outcomes, options));
  const report = reportOf(result, options, ending);
  io.writeStderr(renderText(report, await styleFor("stderr", options.color, io)));
  if (options.report !== undefined) {
    writeReport(io, options.report, renderText(report, PLAIN_STYLE));
  }
  return ending.code;
}

/** Tells whether manifests go to stdout, in one stream. */
function printsManifests({ write, diff, output, check }: ResultOptions & ReportOptions): boolean {
  return !write && !diff && !check && output !== "json-patch";
}

function outputsOf({ outcomes }: RunResult): readonly Source[] {
  return outcomes.map(({ source, output }) => ({ path: source.path, text: output }));
}

/** What the report says of a run that is killed. */
const UNFINISHED: Ending = {
  code: EXIT.usage,
  conclusion: "the run did not finish",
  stage: "planned",
};

function failureOf(result: RunResult, options: ReportOptions): Ending | undefined {
  const conclusion = "nothing was written";
  const stage = "planned";
  const findings = result.outcomes.flatMap((outcome) => outcome.findings);
  const isError = ({ severity }: { readonly severity: string }) => severity === "error";
  if (result.problems.some(isError)) return { code: EXIT.usage, conclusion, stage };
  if (findings.some((finding) => isError(finding) && finding.introduced)) {
    return { code: EXIT.findings, conclusion, stage };
  }
  const remarks = [...result.problems, ...findings].filter(({ severity }) => severity !== "info");
  if (options.strict && remarks.length + result.warnings.length > 0) {
    return { code: EXIT.findings, conclusion: `${conclusion}, because of --strict`, stage };
  }
  return undefined;
}

async function writeResult(
  io: Io,
  outcomes: readonly Outcome[],
  options: ResultOptions & ReportOptions,
): Promise<Ending> {
  const changed = outcomes.filter(({ source, output }) => source.text !== output);
  if (options.write) return writeInPlace(io, outcomes, changed.length, options);
  if (options.diff) await writeDiff(io, changed, options);
  else if (options.output === "json-patch") print(io, encodeText(renderJsonPatch(outcomes)));
  else if (!options.check) print(io, joinSources(outcomes.map(({ output }) => output)));
  const stage = options.diff || options.check ? "planned" : "done";
  if (!options.check) return { code: EXIT.ok, conclusion: "", stage };
  const edited = outcomes.filter(isEdited);
  const code = changed.length + edited.length > 0 ? EXIT.findings : EXIT.ok;
  const conclusions = [
    conclude(changed.map(sourceOf), "would change", "nothing would change"),
    conclude(edited.map(sourceOf), "edited by hand", ""),
  ];
  return { code, conclusion: conclusions.filter(Boolean).join("; "), stage };
}

async function writeInPlace(
  io: Io,
  outcomes: readonly Outcome[],
  total: number,
  options: ReportOptions,
): Promise<Ending> {
  const files = outcomes.map(({ source, output }) => ({
    path: source.path,
    before: source.text,
    text: output,
  }));
  const written = await withProgress(io, options, (show) =>
    writeFiles(io, files, (count) => show("writing", count, total)),
  );
  const { changed, failed } = written;
  if (failed.length === 0) {
    const conclusion = conclude(named(changed), "changed", "no file had to be changed");
    return { code: EXIT.ok, conclusion, stage: "done", written };
  }
  const paths = failed.map(({ path }) => path);
  // Which files are which is needed now, however many they are.
  const conclusion = `changed: ${changed.join(", ") || "no file"}; not changed: ${paths.join(", ")}`;
  return { code: EXIT.usage, conclusion, stage: "done", written };
}

/** What was edited by hand is kept, and is a difference all the same. */
function isEdited({ workloads }: Outcome): boolean {
  return workloads.some(({ drift }) => drift.some(({ state }) => state === "edited"));
}

async function writeDiff(
  io: Io,
  changed: readonly Outcome[],
  options: ReportOptions,
): Promise<void> {
  const style = await styleFor("stdout", options.color, io);
  const diff = joinTexts(changed.map(({ source, edits }) => unifiedDiff(source, edits)));
  if (style === PLAIN_STYLE && !isRead(io)) print(io, diff);
  else printDiff(io, colourDiff(decodeText(diff), style));
}

/** Whether people read standard output, and no program that applies a diff; logs of GitHub take lines of it for commands. */
function isRead(io: Io): boolean {
  return io.isTerminal("stdout") || Boolean(io.env["GITHUB_ACTIONS"]);
}

function sourceOf({ source }: Outcome): Outcome["source"] {
  return source;
}

function conclude(
  files: readonly { readonly path: string }[],
  verb: string,
  nothing: string,
): string {
  return files.length === 0 ? nothing : `${verb}: ${nameFiles(files)}`;
}

function named(paths: readonly string[]): readonly { readonly path: string }[] {
  return paths.map((path) => ({ path }));
}

function reportOf(planned: RunResult, options: ReportOptions, ending: Ending): Report {
  const { code, written, ...rest } = ending;
  const result = written === undefined ? planned : asWritten(planned, written);
  const notes = [...result.notes, ...emptyNotes(result)];
  if (!options.quiet) {
    const workloads = options.explain ? "explained" : "shown";
    return { ...result, ...rest, notes, least: "info", workloads };
  }
  const conclusion = code === EXIT.ok ? "" : rest.conclusion;
  const least = options.strict ? "warning" : "error";
  return { ...result, ...rest, conclusion, least, workloads: "hidden" };
}

/** Returns what came of a run whose files were written, some of them perhaps not. */
function asWritten(result: RunResult, { failed, notes, signal }: FilesWritten): RunResult {
  const paths = new Set(failed.map(({ path }) => path));
  const late =
    signal === undefined
      ? []
      : [
          `${nameSignal(signal)} came while files were being replaced, so the run finished all of them`,
        ];
  return {
    ...result,
    notes: [...result.notes, ...notes, ...late],
    problems: [
      ...result.problems,
      ...failed.map(({ path, reason }) => ({
        severity: "error" as const,
        message: `cannot write ${path}: ${reason}`,
        place: placeOfFile(path),
        help: "Run again for this file.",
      })),
    ],
    outcomes: result.outcomes.map((outcome) =>
      paths.has(outcome.source.path) ? asFailed(outcome) : outcome,
    ),
  };
}

function asFailed(outcome: Outcome): Outcome {
  const isChange = ({ status }: WorkloadReport) =>
    ["injected", "updated", "ejected"].includes(status);
  const workloads = outcome.workloads.map((workload) =>
    isChange(workload) ? { ...workload, status: "failed" as const, notes: [] } : workload,
  );
  return { ...outcome, workloads };
}

/** That nothing is chosen is said of each workload; that there is none has to be said once. */
function emptyNotes({ outcomes, problems }: RunResult): readonly string[] {
  const isEmpty = outcomes.every(({ workloads }) => workloads.length === 0);
  if (!isEmpty || outcomes.length === 0 || problems.length > 0) return [];
  // What was left alone is named.
  if (outcomes.some(({ notes }) => notes.length > 0)) return [];
  return [noWorkloadNote(outcomes.map(({ source }) => source))];
}
