import type { Finding } from "./finding.ts";

/** When findings make a run fail. */
export interface LintPolicy {
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

/** Returns how a run with these findings ends; `runWarnings` is how many warnings are about the run itself. */
export function judge(
  findings: readonly Finding[],
  runWarnings: number,
  policy: LintPolicy,
): Verdict {
  const relevant = findings.filter(({ introduced }) => policy.counts === "all" || introduced);
  const errors = relevant.filter(({ severity }) => severity === "error");
  const warnings = relevant.filter(({ severity }) => severity === "warning");
  const limit = policy.maxWarnings ?? Number.POSITIVE_INFINITY;
  const isOver = warnings.length + runWarnings > limit;
  const counted = [
    ...(policy.failOn === "never" ? [] : errors),
    ...(policy.failOn === "warning" || isOver ? warnings : []),
  ];
  return {
    failed: counted.length > 0 || isOver || (policy.failOn === "warning" && runWarnings > 0),
    counted: new Set(counted),
    reason: isOver ? `more warnings than the ${limit} of --max-warnings` : "",
  };
}
