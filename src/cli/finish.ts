// The end of `inject` and `eject`: decides whether the result is written at all, writes it, and says what happened.

import type { Io } from "../io/io.ts";
import { print } from "../io/print.ts";
import { writeFiles } from "../io/write-files.ts";
import { openReport, writeReport } from "../io/write-report.ts";
import type { Outcome, RunOutcome } from "../outcome.ts";
import { colourDiff } from "../report/diff-text.ts";
import { renderJsonPatch } from "../report/json-patch.ts";
import type { Report } from "../report/report.ts";
import { PLAIN_STYLE } from "../report/style.ts";
import { renderText } from "../report/text.ts";
import { unifiedDiff } from "../text/diff.ts";
import { joinSources } from "../text/join.ts";
import { nameFiles } from "../text/name-files.ts";
import { decodeText, encodeText, joinTexts } from "../text/source.ts";
import { styleFor } from "./colour.ts";
import { EXIT, type ExitCode } from "./exit-codes.ts";
import { noWorkloadNote } from "./no-workload-note.ts";
import type { ReportOptions, ResultOptions } from "./options.ts";
import { withProgress } from "./progress.ts";

/** What came of a run, before anything of it is written. */
export interface RunResult extends RunOutcome {
  /** What the report has to name, such as a config file that was found. */
  readonly notes: readonly string[];
}

/** How a run ends. */
interface Ending extends Pick<Report, "stage"> {
  readonly code: ExitCode;
  readonly conclusion: string;
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
  if (options.write) {
    const files = outcomes.map(({ source, output }) => ({
      path: source.path,
      before: source.text,
      text: output,
    }));
    withProgress(io, options, (show) =>
      writeFiles(io, files, (written) => show("writing", written, changed.length)),
    );
    const conclusion = conclude(changed, "changed", "no file had to be changed");
    return { code: EXIT.ok, conclusion, stage: "done" };
  }
  if (options.diff) await writeDiff(io, changed, options);
  else if (options.output === "json-patch") print(io, encodeText(renderJsonPatch(outcomes)));
  else if (!options.check) print(io, joinSources(outcomes.map(({ output }) => output)));
  const stage = options.diff || options.check ? "planned" : "done";
  if (!options.check) return { code: EXIT.ok, conclusion: "", stage };
  const edited = outcomes.filter(isEdited);
  const code = changed.length + edited.length > 0 ? EXIT.findings : EXIT.ok;
  const conclusions = [
    conclude(changed, "would change", "nothing would change"),
    conclude(edited, "edited by hand", ""),
  ];
  return { code, conclusion: conclusions.filter(Boolean).join("; "), stage };
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
  print(io, style === PLAIN_STYLE ? diff : encodeText(colourDiff(decodeText(diff), style)));
}

function conclude(changed: readonly Outcome[], verb: string, nothing: string): string {
  if (changed.length === 0) return nothing;
  return `${verb}: ${nameFiles(changed.map(({ source }) => source))}`;
}

function reportOf(result: RunResult, options: ReportOptions, ending: Ending): Report {
  const { code, ...rest } = ending;
  const notes = [...result.notes, ...emptyNotes(result)];
  if (!options.quiet) {
    const workloads = options.explain ? "explained" : "shown";
    return { ...result, ...rest, notes, least: "info", workloads };
  }
  const conclusion = code === EXIT.ok ? "" : rest.conclusion;
  const least = options.strict ? "warning" : "error";
  return { ...result, ...rest, conclusion, least, workloads: "hidden" };
}

/** That nothing is chosen is said of each workload; that there is none has to be said once. */
function emptyNotes({ outcomes, problems }: RunResult): readonly string[] {
  const isEmpty = outcomes.every(({ workloads }) => workloads.length === 0);
  if (!isEmpty || outcomes.length === 0 || problems.length > 0) return [];
  return [noWorkloadNote(outcomes.map(({ source }) => source))];
}
