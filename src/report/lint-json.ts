import type { Finding } from "../lint/finding.ts";
import type { Severity } from "../lint/rule.ts";
import type { ValueMap } from "../manifest/value.ts";
import type { LintedWorkload } from "../outcome.ts";
import { fileName } from "./file-name.ts";
import { findingJson } from "./finding-json.ts";
import { jsonText } from "./json-text.ts";
import type { LintReport } from "./lint-report.ts";
import { problemJson } from "./problem-json.ts";
import { shownFindings } from "./ranked-findings.ts";

/** Returns a report as one JSON object; docs/lint.md describes it, and fields are only ever added to it. */
export function renderLintJson(report: LintReport): string {
  const { outcome, verdict, rules, version } = report;
  const { files, workloads, findings, suppressed, problems, warnings, injects } = outcome;
  const of = (severity: Severity) => findings.filter((one) => one.severity === severity).length;
  const pitfalls = new Map(rules.map(({ id, pitfall }) => [id, pitfall]));
  const found = (finding: Finding): ValueMap => ({
    ...findingJson(finding),
    pitfall: pitfalls.get(finding.rule) ?? null,
    ...(injects ? { introduced: finding.introduced } : {}),
  });
  return `${jsonText({
    version: 1,
    tool: { name: "kube-sidecar", version },
    summary: {
      files: files.length,
      workloads: workloads.length,
      errors: of("error"),
      warnings: of("warning"),
      infos: of("info"),
      suppressed: suppressed.length,
      problems: problems.length,
      failed: verdict.failed,
    },
    configChanges: report.changes,
    findings: shownFindings(report).map(({ finding }) => found(finding)),
    suppressed: suppressed.map(({ finding, suppression }) => ({
      ...found(finding),
      reason: suppression.reason,
    })),
    problems: problems.map(problemJson),
    warnings: warnings.map(({ message, help }) => ({ message, help })),
    overhead: workloads.flatMap(overheadJson),
  })}\n`;
}

function overheadJson({ object, file, overhead }: LintedWorkload): readonly ValueMap[] {
  if (overhead === undefined) return [];
  const { perPod, replicas, total, sidecars, withoutRequests } = overhead;
  return [
    {
      object,
      file: fileName(file),
      sidecars,
      withoutRequests,
      perPod: { ...perPod },
      replicas: replicas ?? null,
      total: total === undefined ? null : { ...total },
    },
  ];
}
