import { groupBy } from "../text/group-by.ts";
import { printable } from "../text/printable.ts";
import { count } from "./count.ts";
import { fileName } from "./file-name.ts";
import { renderProblem, type ShownProblem } from "./finding-text.ts";
import type { LintReport } from "./lint-report.ts";
import { lintSummary } from "./lint-summary.ts";
import { renderOverhead } from "./overhead-text.ts";
import { shownFindings } from "./ranked-findings.ts";
import { renderRemark } from "./remark-text.ts";
import type { Style } from "./style.ts";

/** Returns a report for people: findings by file, then remarks, then what all of it comes to. */
export function renderLintText(report: LintReport, style: Style): string {
  const { outcome, verdict, notes, changes, shown } = report;
  const head = [...notes, ...changes].map((note) => `${style.info("note:")} ${printable(note)}`);
  if (shown === "counted" && !verdict.failed) return head.map((line) => `${line}\n`).join("");
  const files = byFile(report);
  const blocks = [
    ...head,
    ...[...files].flatMap(([file, problems]) => [
      ...(files.size > 1 ? [heading(file, problems.length, style)] : []),
      ...problems.map((problem) => `${renderProblem(problem, style)}\n`),
    ]),
    ...outcome.warnings.map((warning) => renderRemark(warning, style)),
    ...outcome.notes.map(({ file, line, message }) =>
      printable(`${fileName(file)}:${line}  note  ${message}`),
    ),
    ...overheadOf(report, style),
    conclusion(report, style),
  ];
  return blocks.map((block) => `${block}\n`).join("");
}

function byFile(report: LintReport): ReadonlyMap<string, readonly ShownProblem[]> {
  const problems: readonly ShownProblem[] = [
    ...report.outcome.problems.map((problem) => ({ ...problem, related: [] })),
    ...shownFindings(report).map(({ finding, remark }) => ({ ...finding, remark })),
  ];
  return groupBy(problems, ({ place }) => place.file);
}

function overheadOf({ outcome, shown }: LintReport, style: Style): readonly string[] {
  const lines = shown === "all" ? renderOverhead(outcome.workloads, style) : [];
  return lines.length === 0 ? [] : [...lines, ""];
}

function heading(file: string, findings: number, style: Style): string {
  return `${style.strong(printable(fileName(file)))} ${style.faint(`(${count(findings, "finding")})`)}\n`;
}

function conclusion(report: LintReport, style: Style): string {
  const mark = report.verdict.failed ? style.error("✗") : style.success("✓");
  return `${mark} ${lintSummary(report)}`;
}
