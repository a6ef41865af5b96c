import type { RuleText } from "../lint/rule-text.ts";
import type { Verdict } from "../lint/verdict.ts";
import type { LintOutcome } from "../outcome.ts";
import type { Repository } from "./repository-path.ts";
import type { Style } from "./style.ts";

/** What a lint run has to say. */
export interface LintReport {
  readonly outcome: LintOutcome;
  readonly verdict: Verdict;
  /** All that findings can be about. */
  readonly rules: readonly RuleText[];
  /** Returns the page on a rule, as Markdown. */
  explain(id: string): string;
  /** The program's version. */
  readonly version: string;
  /** Remarks that are no problems, such as the config file that was found. */
  readonly notes: readonly string[];
  /** What the config changes that a reviewer should know; every form begins with it. */
  readonly changes: readonly string[];
  /** Whether findings that do not make the run fail are shown. */
  readonly shown: "all" | "counted";
  readonly repository: Repository;
}

/** Returns a report as text, ending in a line break. */
export type LintReporter = (report: LintReport, style: Style) => string;
