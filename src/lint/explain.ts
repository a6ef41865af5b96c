import type { InjectedSidecar } from "../manifest/pod.ts";
import type { Rule } from "./rule.ts";

/** Returns what a rule means and how to keep it, as a page of Markdown. */
export function explainRule(rule: Rule): string {
  const { id, severity, category, summary, why, fix, links, examples } = rule;
  const injected = (examples.injected ?? []).map(describeInjected).join("");
  return [
    `# ${id}`,
    summary,
    `Severity: ${severity}. Category: ${category}.`,
    "## Why",
    why,
    "## How to fix",
    fix,
    "## Fails",
    `${injected}${yaml(examples.fails)}`,
    "## Passes",
    yaml(examples.passes),
    "## See also",
    `${links.map((link) => `- <${link}>`).join("\n")}\n`,
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
