import { PLAN_RULES } from "../../src/inject/plan-problem.ts";
import { rules } from "../../src/rules/index.ts";
import { markdownTable } from "./tables.ts";

/** Returns the page that lists all that a finding can be about. */
export function rulesPage(): string {
  const checks = rules.map(({ id, severity, summary }) => [
    `[\`${id}\`](${id}.md)`,
    severity,
    summary,
  ]);
  const planning = Object.entries(PLAN_RULES).map(([id, { why, fix }]) => [`\`${id}\``, why, fix]);
  return `# Checks

\`inject\` runs these checks on every pod as it is after the injection. An error that the injection brings in stops it; what was
there before is reported as a warning. A config file can set a check to \`off\`, \`warning\` or \`error\`
(\`spec.lint.rules\`).

${markdownTable(["Check", "Severity", "What should be so"], checks)}
## Before the checks

These problems keep an injection from being planned or carried out. They are errors, except where the report says warning,
and cannot be switched off.

${markdownTable(["Problem", "What it means", "What to do"], planning)}`;
}
