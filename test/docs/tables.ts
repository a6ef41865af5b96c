import type { FieldPath } from "../../src/manifest/field-path.ts";
import { EACH_ITEM, type TemplatePath, WORKLOAD_KINDS } from "../../src/manifest/workloads.ts";
import { rules } from "../../src/rules/index.ts";
import { builtInNames, builtInTemplate } from "../../src/template/built-in.ts";
import { ROLES } from "../../src/template/roles.ts";
import { templateSchema } from "../../src/template/template-schema.ts";
import { schemaFields } from "./schema-fields.ts";

/** Returns a Markdown document with the part between `<!-- NAME -->` and `<!-- /NAME -->` replaced. */
export function replacePart(markdown: string, name: string, content: string): string {
  const [open, close] = [`<!-- ${name} -->\n`, `<!-- /${name} -->`];
  const start = markdown.indexOf(open);
  const end = markdown.indexOf(close);
  if (start === -1 || end < start) throw new Error(`the document has no part ${name}`);
  return markdown.slice(0, start + open.length) + content + markdown.slice(end);
}

/** Returns a table in Markdown. */
export function markdownTable(
  head: readonly string[],
  rows: readonly (readonly string[])[],
): string {
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |\n`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line)].join("");
}

/** Returns the table of the built-in templates. */
export function templatesTable(): string {
  const specs = builtInNames().flatMap((name) => {
    const spec = builtInTemplate(name)?.spec;
    return spec === undefined ? [] : [{ name, spec }];
  });
  const rows = Object.keys(ROLES).flatMap((role) =>
    specs
      .filter(({ spec }) => spec.role === role)
      .map(({ name, spec: { description, params } }) => {
        const image = String(params["image"]?.default);
        return [role, `[\`${name}\`](templates/${name}.yaml)`, description, `\`${image}\``];
      }),
  );
  return markdownTable(["Role", "Name", "What it does", "Image"], rows);
}

/** Returns the table of the fields of a template. */
export function fieldsTable(): string {
  const rows = schemaFields(templateSchema).map(({ path, description }) => [
    `\`${path}\``,
    description,
  ]);
  return markdownTable(["Field", "Meaning"], rows);
}

/** Returns the table of the workload kinds. */
export function kindsTable(): string {
  const rows = WORKLOAD_KINDS.map(({ group, kind, paths, mainContainer }) => [
    `\`${kind}\``,
    group === "" ? "" : `\`${group}\``,
    paths.map((path) => `\`${writtenPath(path)}\``).join(", "),
    mainContainer === undefined ? "" : mainContainerText(mainContainer),
  ]);
  const head = ["Kind", "Group", "Where its pod templates are", "Container that its operator adds"];
  return markdownTable(head, rows);
}

function writtenPath(path: TemplatePath): string {
  return path.length === 0 ? "." : path.join(".").replaceAll(`.${EACH_ITEM}`, EACH_ITEM);
}

function mainContainerText(name: string | FieldPath): string {
  return typeof name === "string" ? `\`${name}\`` : `named by \`${name.join(".")}\``;
}

/** Returns the table of the checks; `folder` leads to their pages. */
export function rulesTable(folder: string): string {
  const rows = rules.map(({ id, severity, summary }) => [
    `[\`${id}\`](${folder}${id}.md)`,
    severity,
    summary,
  ]);
  return markdownTable(["Check", "Severity", "What should be so"], rows);
}
