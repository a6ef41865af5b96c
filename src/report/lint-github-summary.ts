import type { Severity } from "../lint/rule.ts";
import { escapeMarkdown } from "../text/escape-markup.ts";
import { printable } from "../text/printable.ts";
import { count } from "./count.ts";
import type { LintReport } from "./lint-report.ts";
import { lintSummary } from "./lint-summary.ts";
import { type RankedFinding, rankedFindings } from "./ranked-findings.ts";
import { repositoryPath } from "./repository-path.ts";

// https://docs.github.com/en/actions/reference/limits: annotations of one kind that a step can show.
const SHOWN = 10;
/** A summary may have 1 MiB: far more rows than anybody reads would not fit. */
const MOST_ROWS = 1000;

/** Returns what goes into the summary of a GitHub job: the counts, and the findings that do not show as annotations. */
export function renderGithubSummary(report: LintReport): string {
  const severities: readonly Severity[] = ["error", "warning", "info"];
  const ranked = rankedFindings(report);
  const rest = severities.flatMap((severity) =>
    ranked.filter(({ finding }) => finding.severity === severity).slice(SHOWN),
  );
  const changes = report.changes.map((text) => `- ${escaped(text)}\n`).join("");
  const head = `### kube-sidecar lint\n\n${changes === "" ? "" : `${changes}\n`}${lintSummary(report)}\n`;
  if (rest.length === 0) return head;
  const rows = rest.slice(0, MOST_ROWS).map((found) => row(found, report));
  const more =
    rest.length > MOST_ROWS ? `\n... and ${count(rest.length - MOST_ROWS, "finding")} more\n` : "";
  return `${head}\n${count(rest.length, "finding")} that ${rest.length === 1 ? "does" : "do"} not show as ${rest.length === 1 ? "an annotation" : "annotations"}:\n\n| Severity | Check | Place | Finding |\n| --- | --- | --- | --- |\n${rows.join("")}${more}`;
}

function row({ finding, remark }: RankedFinding, { repository }: LintReport): string {
  const { severity, rule, place, message } = finding;
  const where = `${repositoryPath(repository, place.file)}:${place.line}`;
  const cells = [severity, `\`${rule}\``, inCode(where), escaped(message + remark)];
  return `| ${cells.join(" | ")} |\n`;
}

/** What would end the code, or the cell, is text. */
function inCode(text: string): string {
  return /[`|]/.test(text) ? escaped(text) : `\`${printable(text)}\``;
}

/** What a manifest says is no markup of the page. */
function escaped(text: string): string {
  return escapeMarkdown(printable(text));
}
