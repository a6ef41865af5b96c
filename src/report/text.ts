// The report for people, in the manner of compilers: what, where with the line itself, why, and what to do.

import { type Finding, sortFindings } from "../lint/finding.ts";
import type { Severity } from "../lint/rule.ts";
import type { WorkloadStatus } from "../outcome.ts";
import { printable } from "../text/printable.ts";
import { count, countSome } from "./count.ts";
import { renderProblem, type ShownProblem } from "./finding-text.ts";
import { renderRemark } from "./remark-text.ts";
import type { Report } from "./report.ts";
import type { Style } from "./style.ts";
import { renderWorkloads } from "./workload-text.ts";

const FEW_FILES = 3;

const RANK: Readonly<Record<Severity, number>> = { info: 0, warning: 1, error: 2 };

/** The words of the summary, in its order. */
const COUNTED: readonly {
  readonly status: WorkloadStatus;
  readonly done: string;
  readonly planned: string;
}[] = [
  { status: "injected", done: "injected", planned: "to inject" },
  { status: "updated", done: "updated", planned: "to update" },
  { status: "ejected", done: "ejected", planned: "to eject" },
  { status: "kept", done: "kept", planned: "kept" },
  { status: "unchanged", done: "unchanged", planned: "unchanged" },
  { status: "skipped", done: "skipped", planned: "skipped" },
  { status: "failed", done: "failed", planned: "failed" },
];

/** Returns the report, ending in a line break; empty where there is nothing to say. */
export function renderText(report: Report, style: Style): string {
  const isShown = (severity: Severity) => RANK[severity] >= RANK[report.least];
  const notes = isShown("info") ? report.notes : [];
  const warnings = isShown("warning") ? report.warnings : [];
  const problems = problemsOf(report).filter(({ severity }) => isShown(severity));
  const blocks = [
    ...[...notes, ...(report.changes ?? [])].map(
      (note) => `${style.info("note:")} ${printable(note)}`,
    ),
    ...problems.map((problem) => `${renderProblem(problem, style)}\n`),
    ...warnings.map((warning) => renderRemark(warning, style)),
  ];
  if (report.workloads !== "hidden") {
    blocks.push(...renderWorkloads(report, style));
  }
  if (report.workloads !== "hidden" || report.conclusion !== "") blocks.push(summaryOf(report));
  return blocks.map((block) => (block === "" ? "" : `${block}\n`)).join("");
}

function problemsOf({
  problems,
  outcomes,
  findings: others = [],
}: Report): readonly ShownProblem[] {
  const findings: readonly Finding[] = sortFindings([
    ...outcomes.flatMap((o) => o.findings),
    ...others,
  ]);
  return [...problems.map((problem) => ({ ...problem, related: [] })), ...findings];
}

/** Returns e.g. `9 files, 3 workloads: 2 injected, 1 skipped; 1 warning; nothing was written`. */
function summaryOf(report: Report): string {
  const counts = [
    [sizeOf(report), statusCounts(report)].filter((text) => text !== "").join(": "),
    severityCounts(report),
    printable(report.conclusion),
  ];
  return counts.filter((text) => text !== "").join("; ");
}

/** What a few files hold is seen at a glance. */
function sizeOf({ outcomes }: Report): string {
  if (outcomes.length <= FEW_FILES) return "";
  const workloads = outcomes.flatMap((outcome) => outcome.workloads);
  return `${count(outcomes.length, "file")}, ${count(workloads.length, "workload")}`;
}

function statusCounts({ outcomes, stage }: Report): string {
  const workloads = outcomes.flatMap((outcome) => outcome.workloads);
  return COUNTED.map((word) => ({
    word: word[stage],
    count: workloads.filter(({ status }) => status === word.status).length,
  }))
    .filter(({ count }) => count > 0)
    .map(({ word, count }) => `${count} ${word}`)
    .join(", ");
}

function severityCounts(report: Report): string {
  const severities = problemsOf(report).map(({ severity }) => severity);
  const errors = severities.filter((severity) => severity === "error").length;
  const warnings = severities.filter((s) => s === "warning").length + report.warnings.length;
  return [countSome(errors, "error"), countSome(warnings, "warning")]
    .filter((text) => text !== "")
    .join(", ");
}
