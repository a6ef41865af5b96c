import { isStopping } from "../inject/report-workload.ts";
import type { Finding } from "../lint/finding.ts";
import type { RunOutcome, RunWarning, WorkloadReport } from "../outcome.ts";
import type { DocumentProblem } from "../text/document-problem.ts";
import { hasErrors } from "../text/has-errors.ts";
import type { Source } from "../text/source.ts";
import { printableFindings, printableRemarks } from "./printable-remarks.ts";
import { type Content, contentOf } from "./text-file.ts";

/** What came of a call. */
export interface Result<Manifest extends Content = Content> {
  /** False after an error: nothing is done then, and `manifest` is what was given. */
  readonly ok: boolean;
  /** The manifest to go on with, as a string or as bytes, whichever was given. */
  readonly manifest: Manifest;
  /** What was done with each workload, in the order of the manifest. */
  readonly workloads: readonly WorkloadReport[];
  /** What is wrong with pods; errors that the injection introduces stop it. */
  readonly findings: readonly Finding[];
  /** What keeps the manifest, templates, values or the config from being read; an error stops everything. */
  readonly problems: readonly DocumentProblem[];
  /** What was asked for in vain, such as a selector that matches nothing. */
  readonly warnings: readonly RunWarning[];
}

/** Returns the result of a run over one source; `problems` were found before it. */
export function resultOf<Manifest extends Content>(
  given: Manifest,
  source: Source,
  run: RunOutcome,
): Result<Manifest> {
  const findings = run.outcomes.flatMap((outcome) => outcome.findings);
  const failed = hasErrors(run.problems) || findings.some(isStopping);
  const output = run.outcomes[0]?.output ?? source.text;
  return {
    ok: !failed,
    manifest: failed || output === source.text ? given : contentOf(output, given),
    workloads: run.outcomes.flatMap((outcome) => outcome.workloads),
    findings: printableFindings(findings),
    problems: printableRemarks(run.problems),
    warnings: printableRemarks(run.warnings),
  };
}
