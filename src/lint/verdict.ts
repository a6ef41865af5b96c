import type { DocumentProblem } from "../text/document-problem.ts";
import { hasErrors } from "../text/has-errors.ts";
import type { Finding } from "./finding.ts";

/** When findings make a run fail. */
export interface LintPolicy {
  /** The least severity that makes it fail. */
  readonly failOn: "error" | "warning" | "never";
  /** More warnings than this make it fail, whatever `failOn` says. */
  readonly maxWarnings?: number;
  /** `introduced`: what was there before the injection does not count. */
  readonly counts: "all" | "introduced";
}

/** How a lint run ends. */
export interface Verdict {
  readonly failed: boolean;
  /** The findings that make it fail, in the order of the report. */
  readonly counted: ReadonlySet<Finding>;
  /** Why it fails where the findings do not say it, e.g. `more warnings than the 3 of --max-warnings`. */
  readonly reason: string;
}

/** What a run has found. */
export interface Judged {
  readonly findings: readonly Finding[];
  /** What keeps files from being read: with an error among them the run fails, whatever the policy says. */
  readonly problems: readonly DocumentProblem[];
  /** Warnings about the run itself. */
  readonly warnings: readonly unknown[];
}

/** Returns how a run ends that has found this. */
export function judge(
  { findings, problems, warnings: remarks }: Judged,
  policy: LintPolicy,
): Verdict {
  const relevant = findings.filter(({ introduced }) => policy.counts === "all" || introduced);
  const errors = relevant.filter(({ severity }) => severity === "error");
  const warnings = relevant.filter(({ severity }) => severity === "warning");
  const limit = policy.maxWarnings ?? Number.POSITIVE_INFINITY;
  const isOver = warnings.length + remarks.length > limit;
  const counted = [
    ...(policy.failOn === "never" ? [] : errors),
    ...(policy.failOn === "warning" || isOver ? warnings : []),
  ];
  return {
    failed:
      counted.length > 0 ||
      isOver ||
      (policy.failOn === "warning" && remarks.length > 0) ||
      hasErrors(problems),
    counted: new Set(counted),
    reason: isOver ? `more warnings than the ${limit} of --max-warnings` : "",
  };
}
