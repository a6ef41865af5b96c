import type { Finding } from "../lint/finding.ts";
import type { Severity } from "../lint/rule.ts";
import type { Outcome, RunWarning } from "../outcome.ts";
import type { DocumentProblem } from "../text/document-problem.ts";

/** What a run has to say to people. */
export interface Report {
  readonly outcomes: readonly Outcome[];
  /** Those that no outcome has. */
  readonly findings?: readonly Finding[];
  /** Problems of templates, config files and values. */
  readonly problems: readonly DocumentProblem[];
  readonly warnings: readonly RunWarning[];
  /** Remarks that are no problems, such as the config file that was found. */
  readonly notes: readonly string[];
  /** What the config changes that a reviewer should know; shown whatever `least` is. */
  readonly changes?: readonly string[];
  /** What became of the result, e.g. `nothing was written`; may be empty. */
  readonly conclusion: string;
  /** Whether the result was written, or only looked at (`--check`, `--diff`, after an error). */
  readonly stage: "done" | "planned";
  /** The least severity that is shown. */
  readonly least: Severity;
  /** Whether each workload gets its line, and what chose what for it. */
  readonly workloads: "hidden" | "shown" | "explained";
}
