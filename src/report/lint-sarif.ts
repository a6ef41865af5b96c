import type { Finding, RelatedPlace } from "../lint/finding.ts";
import type { RuleSeverity } from "../lint/rule.ts";
import type { RuleText } from "../lint/rule-text.ts";
import type { Suppression } from "../lint/suppression.ts";
import type { Value, ValueMap } from "../manifest/value.ts";
import type { RunWarning } from "../outcome.ts";
import type { DocumentProblem } from "../text/document-problem.ts";
import { escapeSarif } from "../text/escape-markup.ts";
import { hasErrors } from "../text/has-errors.ts";
import type { Place } from "../text/place.ts";
import { shortHash } from "../text/short-hash.ts";
import { jsonText } from "./json-text.ts";
import type { LintReport } from "./lint-report.ts";
import { type RankedFinding, rankedFindings } from "./ranked-findings.ts";
import { repositoryPath } from "./repository-path.ts";

// What GitHub takes and shows: https://docs.github.com/en/code-security/code-scanning/integrating-with-code-scanning/sarif-support-for-code-scanning
const MOST_RESULTS = 25_000;
const LONGEST_TEXT = 1024;

const LEVELS: Readonly<Record<RuleSeverity, string>> = {
  error: "error",
  warning: "warning",
  info: "note",
  off: "none",
};

/** Returns a report as SARIF 2.1.0: one run, with the rules that it has results of. */
export function renderLintSarif(report: LintReport): string {
  const results: readonly ReportedFinding[] = [...rankedFindings(report), ...silenced(report)];
  const findings = results.slice(0, MOST_RESULTS);
  const ids = new Set(findings.map(({ finding }) => finding.rule));
  const rules = report.rules.filter(({ id }) => ids.has(id));
  const indexes = new Map(rules.map(({ id }, index) => [id, index]));
  const { problems, warnings } = report.outcome;
  return `${jsonText({
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: {
          driver: {
            name: "kube-sidecar",
            version: report.version,
            rules: rules.map((rule) => descriptor(rule, report)),
          },
        },
        columnKind: "utf16CodeUnits",
        invocations: [
          {
            executionSuccessful: !hasErrors(problems),
            toolExecutionNotifications: problems.map((problem) => notification(problem, report)),
            toolConfigurationNotifications: [
              ...report.changes.map((text) => ({
                level: "note",
                message: { text: escapeSarif(text) },
              })),
              ...warnings.map(configurationNotification),
            ],
          },
        ],
        results: findings.map((found) => result(found, indexes, report)),
      },
    ],
  })}\n`;
}

/** A finding, and why the manifest silences it, if it does. */
interface ReportedFinding extends RankedFinding {
  readonly suppression?: Suppression;
}

function silenced({ outcome, shown }: LintReport): readonly ReportedFinding[] {
  if (shown !== "all") return [];
  return outcome.suppressed.map((one) => ({ ...one, remark: "" }));
}

function descriptor(
  { id, severity, category, pitfall, summary, why, fix }: RuleText,
  report: LintReport,
): Value {
  const tags = ["kubernetes", "sidecar", category, ...(pitfall === undefined ? [] : [pitfall])];
  return {
    id,
    shortDescription: { text: cut(summary) },
    fullDescription: { text: cut(why) },
    help: { text: fix, markdown: report.explain(id) },
    defaultConfiguration: { level: LEVELS[severity] },
    properties: {
      tags,
      "problem.severity": PROBLEM[severity],
    },
  };
}

const PROBLEM: Readonly<Record<RuleSeverity, string>> = {
  error: "error",
  warning: "warning",
  info: "recommendation",
  off: "recommendation",
};

function cut(text: string): string {
  return text.length <= LONGEST_TEXT ? text : `${text.slice(0, LONGEST_TEXT - 1)}…`;
}

function notification(
  { severity, message, help, place }: DocumentProblem,
  report: LintReport,
): Value {
  const text = help === "" ? message : `${message}; ${help}`;
  return {
    level: severity,
    message: { text: escapeSarif(text) },
    locations: [location(place, report)],
  };
}

function configurationNotification({ message, help }: RunWarning): Value {
  const text = help === "" ? message : `${message}; ${help}`;
  return { level: "warning", message: { text: escapeSarif(text) } };
}

function result(
  { finding, remark, suppression }: ReportedFinding,
  indexes: ReadonlyMap<string, number>,
  report: LintReport,
): Value {
  const { rule, severity, place, related } = finding;
  return {
    ruleId: rule,
    ruleIndex: indexes.get(rule) ?? -1,
    level: LEVELS[severity],
    message: { text: messageText(finding, remark, report) },
    locations: [{ ...location(place, report), logicalLocations: [logicalLocation(finding)] }],
    relatedLocations: related.map((other, index) => relatedLocation(other, index, report)),
    // SARIF 3.27.23: all results have the field, or none.
    suppressions: suppression === undefined ? [] : [sarifSuppression(suppression, report)],
    partialFingerprints: { "kubeSidecar/v1": fingerprint(finding) },
    ...(report.outcome.injects ? { properties: { introduced: finding.introduced } } : {}),
  };
}

function sarifSuppression({ reason, place }: Suppression, report: LintReport): Value {
  return { kind: "inSource", justification: reason, location: location(place, report) };
}

/** GitHub takes the first sentence as title, and shows a related place only where the text links to it. */
function messageText(
  { message, related, help }: Finding,
  remark: string,
  report: LintReport,
): string {
  const links = related.map((other, index) =>
    isElsewhere(other, report)
      ? `${escapeSarif(other.message)} (${escapeSarif(other.place.file)}:${other.place.line})`
      : `[${escapeSarif(other.message)}](${index + 1})`,
  );
  return [
    `${escapeSarif(message)}${remark}.`,
    ...links.map((link) => `- ${link}`),
    `Help: ${escapeSarif(help)}`,
  ].join("\n");
}

function relatedLocation(other: RelatedPlace, index: number, report: LintReport): Value {
  const { place, message } = other;
  const where = isElsewhere(other, report) ? {} : location(place, report);
  return { id: index + 1, ...where, message: { text: escapeSarif(message) } };
}

/** What is no file of the repository has no place in it, such as a config that `--config` names. */
function isElsewhere({ place, isBuiltIn }: RelatedPlace, { repository }: LintReport): boolean {
  return isBuiltIn === true || repositoryPath(repository, place.file).startsWith("../");
}

function location(place: Place, { repository }: LintReport): ValueMap {
  const { file, line, column, endColumn, isWholeFile } = place;
  const path = repositoryPath(repository, file);
  const uri = path.split("/").map(encodeURIComponent).join("/");
  const base: ValueMap = path.startsWith("/") ? {} : { uriBaseId: "%SRCROOT%" };
  return {
    physicalLocation: {
      artifactLocation: { uri, ...base },
      ...(isWholeFile
        ? {}
        : { region: { startLine: line, startColumn: column, endLine: line, endColumn } }),
    },
  };
}

function logicalLocation({ object, field }: Finding): Value {
  const name = field === "" ? object : `${object}: ${field}`;
  return { fullyQualifiedName: name, kind: "object" };
}

/** The same finding keeps it when lines move, and when items of lists do. */
function fingerprint({ rule, object, containers, field, message }: Finding): string {
  const path = field.replace(/\[\d+\]/g, "[]");
  return shortHash([rule, object, ...containers, path, message].join("\0"));
}
