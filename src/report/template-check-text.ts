import type { TemplateCheck } from "../outcome.ts";
import { hasErrors } from "../text/has-errors.ts";
import { printable } from "../text/printable.ts";
import { count, countSome } from "./count.ts";
import { fileName } from "./file-name.ts";
import { renderProblem } from "./finding-text.ts";
import type { Style } from "./style.ts";
import { renderTable } from "./table.ts";

/** Returns what is wrong with the templates, each problem with its line; empty where there is nothing to say. */
export function renderTemplateProblems(checks: readonly TemplateCheck[], style: Style): string {
  const problems = checks.flatMap((check) => check.problems);
  return problems.map((problem) => `${renderProblem(problem, style)}\n\n`).join("");
}

/** Returns a line on each template, and one on all pairs of them, if pairs were tried. */
export function renderTemplateVerdicts(checks: readonly TemplateCheck[]): string {
  const single = checks.filter(({ templates }) => templates.length === 1);
  const pairs = checks.filter(({ templates }) => templates.length > 1);
  const rows = single.flatMap((check) =>
    check.templates.map(({ name, source, builtIn }) => [
      `${mark([check])} ${name}`,
      verdict(check),
      builtIn ? "built-in" : printable(fileName(source.path)),
    ]),
  );
  const lines = renderTable(rows).map((line) => `${line}\n`);
  return lines.join("") + (pairs.length === 0 ? "" : pairsLine(pairs));
}

function mark(checks: readonly TemplateCheck[]): string {
  const problems = checks.flatMap((check) => check.problems);
  if (problems.length === 0) return "✓";
  return hasErrors(problems) ? "✗" : "!";
}

function verdict(check: TemplateCheck): string {
  const { ways, expected } = check;
  const found = tally([check]) || (expected.length === 0 ? "no findings" : "no other findings");
  const declared = expected.length === 0 ? "" : `${expected.join(", ")} as declared, `;
  return `${declared}${found} in a plain pod, used in ${count(ways, "way")}`;
}

function pairsLine(pairs: readonly TemplateCheck[]): string {
  const bad = pairs.filter(({ problems }) => problems.length > 0);
  const found = bad.length === 0 ? "no findings" : `${tally(pairs)} in ${bad.length} of them`;
  return `${mark(pairs)} ${count(pairs.length, "pair")}: ${found}\n`;
}

/** Returns e.g. `1 error, 2 warnings`, or nothing. */
function tally(checks: readonly TemplateCheck[]): string {
  const severities = checks.flatMap(({ problems }) => problems.map(({ severity }) => severity));
  const of = (severity: string) => severities.filter((one) => one === severity).length;
  return [countSome(of("error"), "error"), countSome(of("warning"), "warning")]
    .filter((text) => text !== "")
    .join(", ");
}
