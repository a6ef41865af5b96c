import { asString, canonicalJson, type ValueMap } from "../manifest/value.ts";
import type { Parameter, Template, TemplateSpec } from "../template/template.ts";
import { printable } from "./printable.ts";
import { renderTable } from "./table.ts";

/** Defaults that are longer, such as whole configurations, are cut. */
const LONGEST_DEFAULT = 36;

/** Returns what a person wants to know of a template: what it is for, what it adds, and its parameters. */
export function renderTemplateDetails({ name, spec, builtIn, source }: Template): string {
  const facts = [
    ["Role:", spec.role],
    ["Lifecycle:", spec.lifecycle],
    ["From:", builtIn ? `${source.path} (built-in)` : source.path],
    ...additions(spec),
  ];
  const params = Object.entries(spec.params).map(([param, schema]) => row(param, schema));
  const head = `Parameters (--set ${name}.NAME=VALUE):`;
  const lines = [
    `${name}: ${spec.description}`,
    "",
    ...renderTable(facts),
    ...(params.length === 0 ? [] : ["", head, "", ...indented(renderTable(params))]),
  ];
  return printable(`${lines.join("\n")}\n`);
}

function row(name: string, { type, default: value, description }: Parameter): readonly string[] {
  const text = value === undefined ? "required" : cut(asString(value) ?? canonicalJson(value));
  return [name, type, text === "" ? '""' : text, description ?? ""];
}

function cut(text: string): string {
  const [line = ""] = text.split("\n");
  const short = line.slice(0, LONGEST_DEFAULT);
  return short === text ? text : `${short}…`;
}

function additions(spec: TemplateSpec): readonly (readonly string[])[] {
  const env = Array.isArray(spec.app["env"]) ? (spec.app["env"] as readonly ValueMap[]) : [];
  return [
    ["Containers:", names(spec.containers, "name")],
    ["Init containers:", names(spec.initContainers, "name")],
    ["Volumes:", names(spec.volumes, "name")],
    ["Files:", names(spec.files, "path")],
    ["Shared directories:", names(spec.shared, "path")],
    ["App environment:", names(env, "name")],
  ].filter(([, text]) => text !== "");
}

function names(items: readonly ValueMap[], field: string): string {
  return items.map((item) => asString(item[field]) ?? "").join(", ");
}

function indented(lines: readonly string[]): readonly string[] {
  return lines.map((line) => `  ${line}`);
}
