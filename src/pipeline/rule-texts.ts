import { POLICY_RULES } from "../config/policy-rules.ts";
import { PLAN_RULES } from "../inject/plan-problem.ts";
import type { RuleText } from "../lint/rule-text.ts";
import { SUPPRESSION_RULES } from "../lint/suppression-rules.ts";
import { rules } from "../rules/index.ts";

/** Returns all that findings can be about, in the order of their ids. */
export function ruleTexts(): readonly RuleText[] {
  const planning = Object.entries(PLAN_RULES).map(
    ([id, { why, fix }]): RuleText => ({
      id,
      severity: "error",
      category: "injection",
      summary: why,
      why,
      fix,
    }),
  );
  const others = [...Object.values(SUPPRESSION_RULES), ...Object.values(POLICY_RULES)];
  const all = [...rules, ...others, ...planning];
  return all.sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** Returns the ids of what `--rule` and the config can set: the checks, and those of suppressions. */
export function settableRuleIds(): readonly string[] {
  return [...rules, ...Object.values(SUPPRESSION_RULES)].map(({ id }) => id).sort();
}
