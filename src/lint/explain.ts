import type { InjectedSidecar } from "../manifest/pod.ts";
import { PITFALLS } from "./pitfall.ts";
import type { Rule } from "./rule.ts";
import type { RuleText } from "./rule-text.ts";

/** Returns what a rule means and how to keep it, as a page of Markdown. */
export function explainRule(rule: Rule): string {
  const { links, examples } = rule;
  const injected = (examples.injected ?? []).map(describeInjected).join("");
  return [
    explainText(rule).trimEnd(),
    "## Fails",
    `${injected}${yaml(examples.fails)}`,
    "## Passes",
    yaml(examples.passes),
    "## See also",
    `${links.map((link) => `- <${link}>`).join("\n")}\n`,
  ].join("\n\n");
}

/** Returns what is said of something that is no rule with examples, as a page of Markdown. */
export function explainText(rule: RuleText): string {
  const { id, severity, category, pitfall, summary, why, fix } = rule;
  const how =
    severity === "off" ? `off, unless it is asked for (\`--rule ${id}=warning\`)` : severity;
  // Of some there is nothing more to say than what is wrong.
  const reason = why === summary ? [] : ["## Why", why];
  return [
    `# ${id}`,
    summary,
    `Severity: ${how}. Category: ${category}.`,
    ...(pitfall === undefined
      ? []
      : [`Pitfall of the sidecar pattern: ${pitfall}. ${PITFALLS[pitfall]}`]),
    ...reason,
    "## How to fix",
    `${fix}\n`,
  ].join("\n\n");
}

function describeInjected({ template, lifecycle, containers, front }: InjectedSidecar): string {
  const names = containers.map((name) => `\`${name}\``).join(" and ");
  const proxy =
    front === undefined ? "" : `, listening on port ${front.port} in front of port ${front.of}`;
  return `Template \`${template}\` has injected ${names}, as a ${lifecycle} sidecar${proxy}:\n\n`;
}

function yaml(text: string): string {
  return `\`\`\`yaml\n${text.trimEnd()}\n\`\`\``;
}
