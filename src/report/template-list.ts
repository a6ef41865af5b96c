import { ROLES, type Role } from "../template/roles.ts";
import type { Template } from "../template/template.ts";
import { printable } from "../text/printable.ts";
import type { Style } from "./style.ts";
import { wrappedRows } from "./wrapped-rows.ts";

/** Names that are longer are broken. */
const LONGEST_NAME = 30;
const INDENT = "  ";

/** Returns templates by role, sorted by name, in lines of this many columns; `builtIns` are names that templates may replace. */
export function renderTemplateList(
  templates: readonly Template[],
  builtIns: readonly string[],
  width: number,
  style: Style,
): string {
  const roles = Object.keys(ROLES) as Role[];
  const sorted = roles.flatMap((role) =>
    templates
      .filter(({ spec }) => spec.role === role)
      .toSorted((a, b) => (a.name < b.name ? -1 : 1)),
  );
  const rows = sorted.map((template) => [
    template.name,
    printable(template.spec.description) + originOf(template, builtIns),
  ]);
  const lines = wrappedRows(rows, { width: width - INDENT.length, cell: LONGEST_NAME });
  const groups = roles.flatMap((role) => {
    const ofRole = lines.filter((_, index) => sorted[index]?.spec.role === role);
    if (ofRole.length === 0) return [];
    const heading = `${style.strong(role)} ${style.faint(`— ${ROLES[role]}`)}`;
    return [[heading, ...ofRole.flat().map((line) => INDENT + line), ""].join("\n")];
  });
  return groups.join("\n");
}

function originOf({ name, builtIn, source }: Template, builtIns: readonly string[]): string {
  if (builtIn) return "";
  const replaces = builtIns.includes(name) ? ", replaces the built-in" : "";
  return ` (${printable(source.path)}${replaces})`;
}
