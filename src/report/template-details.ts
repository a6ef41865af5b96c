import { templateOf } from "../lint/programs/sidecars.ts";
import type { Container, Pod } from "../manifest/pod.ts";
import { asList, asMap, asString } from "../manifest/value.ts";
import type { Filled } from "../template/fill-in.ts";
import { REFUSED_PODS } from "../template/refused-pods.ts";
import { sampleParts } from "../template/sample-parts.ts";
import type { Lifecycle, RefusedPod, Template } from "../template/template.ts";
import { printable } from "../text/printable.ts";
import { drawPod } from "./pod-picture.ts";
import type { Style } from "./style.ts";
import { additionRows } from "./template-additions.ts";
import { templateCommand } from "./template-command.ts";
import { costRows } from "./template-cost.ts";
import { renderParams } from "./template-params.ts";
import { wrapText } from "./wrap-text.ts";
import { wrappedRows } from "./wrapped-rows.ts";

/** A word, and what is said. */
type Row = readonly [string, string];

/** A part of the page; without lines it is left out. */
interface Section {
  readonly title: string;
  readonly lines: readonly string[];
}

const INDENT = "  ";
const BULLET = "- ";
/** Words at the left take at most this many columns. */
const LABEL_COLUMNS = 24;

const LIFECYCLES: Readonly<Record<Lifecycle, string>> = {
  native: "native: starts before the app, and stops after it",
  classic: "classic: one more app container",
};

/**
 * Returns what a person wants to know of a template, in lines of this many columns: what it is for, what it adds and costs,
 * what else has to be done, its parameters, and the pod that it was tried on, if it could be.
 */
export function renderTemplateDetails(
  template: Template,
  tried: Pod | undefined,
  width: number,
  style: Style,
): string {
  const containers = tried === undefined ? [] : containersOf(template, tried);
  const head = wrapText(printable(`${template.name}: ${template.spec.description}`), width);
  const picture =
    tried === undefined || containers.length === 0
      ? []
      : ["", style.strong("In a plain pod"), "", ...drawPod(tried, width, style)];
  const lines = [
    ...head.map(style.strong),
    "",
    ...tableLines(factRows(template), width),
    ...sectionsOf(template, containers, width).flatMap((section) => sectionLines(section, style)),
    ...picture,
  ];
  return lines.map((line) => `${line}\n`).join("");
}

function sectionsOf(
  template: Template,
  containers: readonly Container[],
  width: number,
): readonly Section[] {
  const { name, spec } = template;
  const parts = sampleParts(template);
  const inner = width - INDENT.length;
  const table = (rows: readonly Row[]) => tableLines(rows, inner);
  const elsewhere = elsewhereTexts(parts).flatMap((text) => bulletLines(text, inner));
  return [
    { title: "Adds", lines: table(additionRows(template, parts)) },
    { title: "Costs per pod", lines: containers.length === 0 ? [] : table(costRows(containers)) },
    { title: "Lint finds", lines: table(Object.entries(spec.findings)) },
    { title: "Refuses", lines: table(refusalRows(template)) },
    { title: "Change elsewhere", lines: elsewhere },
    { title: `Parameters (--set ${name}.NAME=VALUE)`, lines: renderParams(spec, inner) },
    { title: "Example", lines: templateCommand(template).map(printable) },
  ];
}

function sectionLines({ title, lines }: Section, style: Style): readonly string[] {
  if (lines.length === 0) return [];
  return ["", style.strong(title), ...lines.map((line) => INDENT + line)];
}

/** A word is said once for all rows that have it. */
function tableLines(rows: readonly Row[], width: number): readonly string[] {
  const cells = rows.map(([label, said], index) => [
    label === rows[index - 1]?.[0] ? "" : printable(label),
    printable(said),
  ]);
  return wrappedRows(cells, { width, cell: LABEL_COLUMNS }).flat();
}

function factRows({ spec, builtIn, source, extended }: Template): readonly Row[] {
  const base = extended?.base;
  return [
    ["Role", spec.role],
    ["Lifecycle", LIFECYCLES[spec.lifecycle]],
    ["From", source.path + mark({ builtIn })],
    ...(base === undefined ? [] : [["Extends", base.name + mark(base)] as const]),
  ];
}

function mark({ builtIn }: Pick<Template, "builtIn">): string {
  return builtIn ? " (built-in)" : "";
}

function containersOf({ name }: Template, pod: Pod): readonly Container[] {
  return pod.containers.filter((container) => templateOf(pod, container) === name);
}

function refusalRows({ spec }: Template): readonly Row[] {
  return Object.entries(spec.refuses).map(([pod, reason]) => [
    REFUSED_PODS[pod as RefusedPod],
    reason,
  ]);
}

function elsewhereTexts(parts: Filled): readonly string[] {
  const written = asList(parts.elsewhere).flatMap((item) => asString(item) ?? []);
  return [...frontTexts(parts), ...written];
}

function bulletLines(text: string, width: number): readonly string[] {
  const lines = wrapText(printable(text), width - BULLET.length);
  return lines.map((line, index) => (index === 0 ? BULLET : INDENT) + line);
}

/** Traffic reaches a proxy only if it is sent there. */
function frontTexts({ front, containers }: Filled): readonly string[] {
  const { port, of: target } = asMap(front);
  if (port === undefined) return [];
  const ports = asList(containers).flatMap((container) => asList(asMap(container)["ports"]));
  const named = ports.map(asMap).find(({ containerPort }) => containerPort === port);
  const name = asString(named?.["name"]);
  const shown = name === undefined ? String(port) : `${name} (or ${String(port)})`;
  return [
    `A Service's targetPort has to be ${shown} in place of the app's port (here ${String(target)}).`,
  ];
}
