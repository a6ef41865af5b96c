import { explainRule, explainText } from "../lint/explain.ts";
import { rules } from "../rules/index.ts";
import { ruleTexts } from "./rule-texts.ts";

/** Returns the page on something that findings can be about, as Markdown; undefined for an id that there is not. */
export function rulePage(id: string): string | undefined {
  const rule = rules.find((candidate) => candidate.id === id);
  if (rule !== undefined) return explainRule(rule);
  const text = ruleTexts().find((candidate) => candidate.id === id);
  return text === undefined ? undefined : explainText(text);
}
