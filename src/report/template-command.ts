import { compactJson } from "../manifest/show-value.ts";
import { exampleValues } from "../template/example-values.ts";
import type { Template } from "../template/template.ts";
import { shellWord } from "../text/shell-word.ts";

/** Returns a command line that injects a template, with an example for each parameter that must be set. */
export function templateCommand(template: Template): readonly string[] {
  const { name, builtIn, source } = template;
  const sets = exampleValues(template).map(({ param, value }) => {
    const text = typeof value === "string" ? value : compactJson(value);
    return `--set ${shellWord(`${name}.${param}=${text}`)}`;
  });
  const folder = builtIn ? [] : [`--template-dir ${shellWord(folderOf(source.path))}`];
  const parts = [...folder, ...sets];
  if (parts.length === 0) return [`kube-sidecar inject -t ${name} deploy.yaml`];
  return [
    `kube-sidecar inject -t ${name} \\`,
    ...parts.map((part) => `  ${part} \\`),
    "  deploy.yaml",
  ];
}

function folderOf(path: string): string {
  const slash = path.lastIndexOf("/");
  return slash === -1 ? "." : path.slice(0, slash) || "/";
}
