import { compactJson } from "../manifest/show-value.ts";
import type { Value } from "../manifest/value.ts";
import type { Parameter, TemplateSpec } from "../template/template.ts";
import { printable } from "../text/printable.ts";
import { count } from "./count.ts";
import { textWidth } from "./text-width.ts";
import { wrappedRows } from "./wrapped-rows.ts";

/** Longer defaults are told behind the description, which has more room. */
const DEFAULT_COLUMNS = 14;
const NAME_COLUMNS = 24;

/** Returns the parameters as a table of this many columns: name, type, default, description. */
export function renderParams({ params }: TemplateSpec, width: number): readonly string[] {
  const rows = Object.entries(params).map(([name, parameter]) => {
    const { type, default: preset } = parameter;
    const shown = preset === undefined ? "required" : printable(valueText(preset));
    const fits = textWidth(shown) <= DEFAULT_COLUMNS;
    const description = descriptionText(parameter, fits ? "" : `default: ${shown}`);
    return [name, type, fits ? shown : "", description];
  });
  return wrappedRows(rows, { width, cell: NAME_COLUMNS }).flat();
}

function descriptionText(
  { description = "", default: preset, enum: allowed = [], examples = [], ...rest }: Parameter,
  presetText: string,
): string {
  const [example] = preset === undefined ? examples : [];
  return [
    description,
    allowed.length === 0 ? "" : `one of ${allowed.map(valueText).join(", ")}`,
    example === undefined ? "" : `e.g. ${valueText(example)}`,
    rest.protected ? "protected" : "",
    presetText,
  ]
    .filter((text) => text !== "")
    .map(printable)
    .join("\n");
}

/** A whole configuration is not shown in a table. */
function valueText(value: Value): string {
  if (value === "") return '""';
  if (typeof value !== "string") return compactJson(value);
  const [first = "", ...rest] = value.trimEnd().split("\n");
  return rest.length === 0 ? value : `${first} … (${count(rest.length + 1, "line")})`;
}
