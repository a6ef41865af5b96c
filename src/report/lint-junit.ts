import type { SuppressedFinding } from "../lint/suppress.ts";
import { groupBy } from "../text/group-by.ts";
import { printable } from "../text/printable.ts";
import { fileName, placeName } from "./file-name.ts";
import type { LintReport } from "./lint-report.ts";
import { type RankedFinding, shownFindings } from "./ranked-findings.ts";

interface TestCase {
  readonly file: string;
  readonly name: string;
  readonly result: "passed" | "failed" | "remark" | "skipped";
  readonly type: string;
  readonly message: string;
  readonly lines: readonly string[];
}

/**
 * Returns a report in the XML of JUnit: a suite per file; in it a case per finding, which fails if the run fails for it,
 * and a passing case per workload of which nothing was found.
 */
export function renderLintJunit(report: LintReport): string {
  const suites = suitesOf(report);
  const all = suites.flatMap(([, cases]) => cases);
  const body = suites.map(([file, cases]) => suite(file, cases)).join("");
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="kube-sidecar lint" ${counts(all)}>\n${body}</testsuites>\n`;
}

function suitesOf(report: LintReport): readonly (readonly [string, readonly TestCase[]])[] {
  const { outcome } = report;
  const findings = shownFindings(report);
  const found = new Set(findings.map(({ finding }) => `${finding.place.file}\0${finding.object}`));
  const cases: readonly TestCase[] = [
    ...report.changes.map(
      (text): TestCase => ({
        ...PASSED,
        file: "the config",
        name: text,
        result: "remark",
        lines: [text],
      }),
    ),
    ...outcome.problems.map(
      ({ message, help, place }): TestCase => ({
        file: place.file,
        name: "the file can be read",
        result: "failed",
        type: "error",
        message,
        lines: [`${placeName(place)}: ${message}`, ...(help === "" ? [] : [help])],
      }),
    ),
    ...findings.map((found) => caseOf(found, report)),
    ...(report.shown === "all" ? outcome.suppressed.map(suppressedCase) : []),
    ...outcome.workloads
      .filter(({ file, object }) => !found.has(`${file}\0${object}`))
      .map(({ file, object }): TestCase => ({ ...PASSED, file, name: object })),
  ];
  const byFile = groupBy(cases, ({ file }) => file);
  const files = new Set([...outcome.files, ...byFile.keys()]);
  return [...files].map((file) => [file, byFile.get(file) ?? []] as const);
}

const PASSED = { result: "passed", type: "", message: "", lines: [] } as const;

function caseOf({ finding, remark }: RankedFinding, { verdict }: LintReport): TestCase {
  const { severity, rule, message, object, place, related, help } = finding;
  return {
    file: place.file,
    name: `${object}: ${rule}`,
    result: verdict.counted.has(finding) ? "failed" : "remark",
    type: severity,
    message,
    lines: [
      `${placeName(place)}: ${severity}: ${message}${remark} [${rule}]`,
      ...related.map((other) => `${placeName(other.place)}: ${other.message}`),
      `help: ${help}`,
    ],
  };
}

function suppressedCase({ finding, suppression }: SuppressedFinding): TestCase {
  const { rule, message, object, place } = finding;
  return {
    file: place.file,
    name: `${object}: ${rule}`,
    result: "skipped",
    type: "suppressed",
    message: `suppressed at ${placeName(suppression.place)}: ${suppression.reason}`,
    lines: [`${placeName(place)}: ${message} [${rule}]`],
  };
}

function suite(file: string, cases: readonly TestCase[]): string {
  const lines = cases.map((one) => `    ${testCase(one)}\n`).join("");
  const skipped = cases.filter(({ result }) => result === "skipped").length;
  return `  <testsuite name="${attribute(fileName(file))}" ${counts(cases)} skipped="${skipped}">\n${lines}  </testsuite>\n`;
}

function testCase({ file, name, result, type, message, lines }: TestCase): string {
  const attributes = `name="${attribute(name)}" classname="${attribute(fileName(file))}"`;
  if (result === "passed") return `<testcase ${attributes}/>`;
  const text = lines.map(escaped).join("\n");
  const body = {
    failed: `<failure type="${type}" message="${attribute(message)}">${text}</failure>`,
    skipped: `<skipped message="${attribute(message)}">${text}</skipped>`,
    remark: `<system-out>${text}</system-out>`,
  }[result];
  return `<testcase ${attributes}>${body}</testcase>`;
}

function counts(cases: readonly TestCase[]): string {
  const failures = cases.filter(({ result }) => result === "failed").length;
  return `tests="${cases.length}" failures="${failures}" errors="0"`;
}

// XML 1.0 has no way to write most control characters, which are printable by then, nor these.
const UNWRITABLE = /[\ufffe\uffff]/g;
const ENTITIES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;" };

function escaped(text: string): string {
  return printable(text)
    .replace(UNWRITABLE, "\ufffd")
    .replace(/[&<>]/g, (c) => ENTITIES[c] ?? c);
}

function attribute(text: string): string {
  return escaped(text).replaceAll('"', "&quot;");
}
