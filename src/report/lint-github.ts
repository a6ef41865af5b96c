import type { Severity } from "../lint/rule.ts";
import type { DocumentProblem } from "../text/document-problem.ts";
import { groupBy } from "../text/group-by.ts";
import { withoutCommands } from "../text/log-text.ts";
import type { Place } from "../text/place.ts";
import { printable } from "../text/printable.ts";
import { count } from "./count.ts";
import type { LintReport } from "./lint-report.ts";
import { type RankedFinding, rankedFindings } from "./ranked-findings.ts";
import { type Repository, repositoryPath } from "./repository-path.ts";

// https://docs.github.com/en/actions/reference/workflow-commands-for-github-actions#setting-an-error-message
const COMMANDS: Readonly<Record<Severity, string>> = {
  error: "error",
  warning: "warning",
  info: "notice",
};

/** Returns a report as workflow commands, the worst first: GitHub shows ten of each severity for a step. */
export function renderLintGithub(report: LintReport): string {
  const { repository, outcome } = report;
  const lines = [
    ...report.changes.map((text) => `::notice title=config::${data([text])}`),
    ...suppressedCommand(report),
    ...outcome.problems.map((problem) => problemCommand(problem, repository)),
    ...rankedFindings(report).map((finding) => findingCommand(finding, repository)),
    ...outcome.warnings.map(({ message, help }) => `::warning::${data(withHelp(message, help))}`),
  ];
  return lines.map((line) => `${line}\n`).join("");
}

/** What a manifest silences is easily overlooked in a review. */
function suppressedCommand({ outcome, shown }: LintReport): readonly string[] {
  const { suppressed } = outcome;
  if (shown !== "all" || suppressed.length === 0) return [];
  const checks = [...groupBy(suppressed, ({ finding }) => finding.rule)];
  const counts = checks.map(([rule, findings]) => `${rule} (${findings.length})`);
  const text = `${count(suppressed.length, "finding")} suppressed in the manifests: ${counts.join(", ")}`;
  return [`::notice title=suppressed::${data([text])}`];
}

function problemCommand(
  { severity, message, place, help }: DocumentProblem,
  repository: Repository,
): string {
  return command(severity, place, repository, "manifest", withHelp(message, help));
}

function findingCommand({ finding, remark }: RankedFinding, repository: Repository): string {
  const { severity, place, rule, message, related, help } = finding;
  const others = related.map(({ place: at, message: text, isBuiltIn }) => {
    const file = isBuiltIn ? at.file : repositoryPath(repository, at.file);
    return `${file}:${at.line}: ${text}`;
  });
  return command(severity, place, repository, rule, [message + remark, ...others, help]);
}

function withHelp(message: string, help: string): readonly string[] {
  return help === "" ? [message] : [message, help];
}

function command(
  severity: Severity,
  { file, line, column, endColumn, isWholeFile }: Place,
  repository: Repository,
  title: string,
  lines: readonly string[],
): string {
  const where =
    file === "-"
      ? []
      : [
          `file=${property(repositoryPath(repository, file))}`,
          ...(isWholeFile
            ? []
            : [`line=${line}`, `endLine=${line}`, `col=${column}`, `endColumn=${endColumn}`]),
        ];
  return `::${COMMANDS[severity]} ${[...where, `title=${property(title)}`].join(",")}::${data(lines)}`;
}

/** Returns a message as the runner reads it. It prints the lines once more, in the log. */
function data(lines: readonly string[]): string {
  return lines.map((line) => withoutCommands(printable(line)).replaceAll("%", "%25")).join("%0A");
}

/** A path keeps its line breaks, so that GitHub finds the file. */
function property(text: string): string {
  const lines = text
    .replaceAll("%", "%25")
    .replaceAll("\r", "%0D")
    .replaceAll("\n", "%0A")
    .replaceAll(":", "%3A")
    .replaceAll(",", "%2C");
  return withoutCommands(printable(lines));
}
