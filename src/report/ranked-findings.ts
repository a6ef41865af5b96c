import type { Finding } from "../lint/finding.ts";
import type { Severity } from "../lint/rule.ts";
import type { LintReport } from "./lint-report.ts";

/** A finding with what is said of where it comes from: ` (introduced)`, ` (there before)`, or nothing. */
export interface RankedFinding {
  readonly finding: Finding;
  readonly remark: string;
}

const RANK: Readonly<Record<Severity, number>> = { error: 0, warning: 1, info: 2 };

/** Returns the findings that are shown, the worst first, those that the injection introduces before others. */
export function rankedFindings(report: LintReport): readonly RankedFinding[] {
  return [...shownFindings(report)].sort(
    (a, b) =>
      RANK[a.finding.severity] - RANK[b.finding.severity] ||
      Number(b.finding.introduced) - Number(a.finding.introduced),
  );
}

/** Returns the findings that are shown, by file and line. */
export function shownFindings({ outcome, verdict, shown }: LintReport): readonly RankedFinding[] {
  return outcome.findings
    .filter((finding) => shown === "all" || verdict.counted.has(finding))
    .map((finding) => ({ finding, remark: originOf(finding, outcome.injects) }));
}

function originOf({ introduced }: Finding, injects: boolean): string {
  if (!injects) return "";
  return introduced ? " (introduced)" : " (there before)";
}
