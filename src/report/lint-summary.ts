import type { Severity } from "../lint/rule.ts";
import { count, countSome } from "./count.ts";
import type { LintReport } from "./lint-report.ts";

/** Returns e.g. `2 errors, 1 warning in 3 workloads of 2 files; 1 suppressed`. */
export function lintSummary({ outcome, verdict }: LintReport): string {
  const { findings, workloads, files, suppressed, problems, warnings, injects } = outcome;
  const all = [...findings, ...problems];
  const of = (severity: Severity) => all.filter((one) => one.severity === severity).length;
  const counts = [
    countSome(of("error"), "error"),
    countSome(of("warning") + warnings.length, "warning"),
    countSome(of("info"), "info"),
  ].filter((text) => text !== "");
  const found = counts.length === 0 ? "no findings" : counts.join(", ");
  const introduced = findings.filter((finding) => finding.introduced).length;
  return [
    `${found} in ${count(workloads.length, "workload")} of ${count(files.length, "file")}`,
    injects && findings.length > 0 ? `${introduced} introduced by the injection` : "",
    suppressed.length === 0 ? "" : `${suppressed.length} suppressed`,
    verdict.reason,
  ]
    .filter((text) => text !== "")
    .join("; ");
}
