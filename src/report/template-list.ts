import type { Template } from "../template/template.ts";
import { printable } from "./printable.ts";
import { renderTable } from "./table.ts";

/** Returns a table of templates, sorted by name. */
export function renderTemplateList(templates: readonly Template[]): string {
  const sorted = [...templates].sort((a, b) => (a.name < b.name ? -1 : 1));
  const rows = sorted.map(({ name, spec, builtIn, source }) => [
    name,
    spec.role,
    spec.lifecycle,
    builtIn ? "built-in" : printable(source.path),
    printable(spec.description),
  ]);
  const lines = renderTable([["NAME", "ROLE", "LIFECYCLE", "FROM", "DESCRIPTION"], ...rows]);
  return lines.map((line) => `${line}\n`).join("");
}
