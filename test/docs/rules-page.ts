import { POLICY_RULES } from "../../src/config/policy-rules.ts";
import { PLAN_RULES } from "../../src/inject/plan-problem.ts";
import { PITFALLS } from "../../src/lint/pitfall.ts";
import { SUPPRESSION_RULES } from "../../src/lint/suppression-rules.ts";
import { rules } from "../../src/rules/index.ts";
import { markdownTable, rulesTable } from "./tables.ts";

/** Returns the page that lists all that a finding can be about. */
export function rulesPage(): string {
  return `# Checks

\`lint\` makes these checks on every pod as it is, or as it would be after an injection ([lint](../lint.md)). \`inject\` makes them on every
pod as it is after the injection: an error that the injection brings in stops it, and one that was there before is reported as a
warning. A config file (\`spec.lint.rules\`) or \`lint --rule\` sets a check to \`off\`, \`warning\` or \`error\`. Those that are off by
themselves find what is often meant that way.

${rulesTable("")}
## Pitfalls of the sidecar pattern

${markdownTable(["Pitfall", "What it is", "Checks"], pitfalls())}
## Suppressions

${markdownTable(["Check", "Severity", "What should be so"], suppressions())}
## Policy

What the config of the operator requires ([config](../security.md#a-sidecar-that-nobody-can-leave-out)). These are errors, and cannot be
switched off or silenced.

${markdownTable(["Check", "What should be so"], policies())}
## Before the checks

These problems keep an injection from being planned or carried out. They are errors, except where the report says warning,
and cannot be switched off.

${markdownTable(["Problem", "What it means", "What to do"], planning())}`;
}

function pitfalls(): readonly (readonly string[])[] {
  return Object.entries(PITFALLS).map(([name, text]) => {
    const checks = rules.filter(({ pitfall }) => pitfall === name);
    return [name, text, checks.map(({ id }) => `[\`${id}\`](${id}.md)`).join(", ")];
  });
}

function suppressions(): readonly (readonly string[])[] {
  return Object.values(SUPPRESSION_RULES).map(({ id, severity, summary }) => [
    `\`${id}\``,
    severity,
    summary,
  ]);
}

function policies(): readonly (readonly string[])[] {
  return Object.values(POLICY_RULES).map(({ id, summary }) => [`\`${id}\``, summary]);
}

function planning(): readonly (readonly string[])[] {
  return Object.entries(PLAN_RULES).map(([id, { why, fix }]) => [`\`${id}\``, why, fix]);
}
