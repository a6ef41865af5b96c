import type { Finding } from "../../src/lint/finding.ts";
import type { Severity } from "../../src/lint/rule.ts";
import type { RuleText } from "../../src/lint/rule-text.ts";
import { NOTHING_LINTED } from "../../src/outcome.ts";
import type { LintReport } from "../../src/report/lint-report.ts";

interface FindingParts {
  readonly rule?: string;
  readonly severity?: Severity;
  readonly object?: string;
  readonly line?: number;
}

/** Returns a finding in a.yaml. */
export function finding({
  rule = "port-conflict",
  severity = "error",
  object = "Pod/a",
  line = 1,
}: FindingParts): Finding {
  return {
    rule,
    severity,
    message: "x",
    place: { file: "a.yaml", line, column: 1, endColumn: 2, text: "a" },
    field: "a",
    object,
    containers: [],
    related: [],
    help: "",
    introduced: false,
  };
}

/** Returns the report of a run at the root of a repository, all of whose findings count. */
export function reportOf(
  findings: readonly Finding[],
  rules: readonly RuleText[] = [],
): LintReport {
  return {
    outcome: { ...NOTHING_LINTED, findings },
    verdict: { failed: true, counted: new Set(findings), reason: "" },
    rules,
    explain: () => "",
    version: "1",
    notes: [],
    changes: [],
    shown: "all",
    repository: { root: "/shop", folder: "" },
  };
}
