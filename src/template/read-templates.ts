import { placeOfPart } from "../manifest/place-of-path.ts";
import type { SchemaCompiler } from "../manifest/schema-validator.ts";
import { asMap, mapOf, type ValueMap } from "../manifest/value.ts";
import type { DocumentProblem } from "../text/document-problem.ts";
import { hasErrors } from "../text/has-errors.ts";
import { nearestHint } from "../text/nearest.ts";
import type { Place } from "../text/place.ts";
import type { Source } from "../text/source.ts";
import { type CheckedFault, checkTemplate } from "./check-template.ts";
import { extendSpec } from "./extend.ts";
import { homeOfPart } from "./home-of-part.ts";
import { paramChecker } from "./param-checker.ts";
import type { Template } from "./template.ts";
import { readTemplateDrafts, type TemplateDraft } from "./template-draft.ts";
import { templatePlace } from "./template-place.ts";
import { toSpec } from "./to-spec.ts";

/** The templates of files, and what is wrong in them; a template with errors is left out. */
export interface TemplatesRead {
  readonly templates: readonly Template[];
  readonly problems: readonly DocumentProblem[];
}

/** What templates are read with. */
export interface TemplateReading {
  /** For the schemas of their parameters. */
  readonly compile: SchemaCompiler;
  /** The templates that come with the program, which others may extend. */
  readonly builtIns: {
    readonly names: () => readonly string[];
    readonly find: (name: string) => Template | undefined;
  };
}

/** Returns the SidecarTemplates of files, in their order, each with what it extends. */
export function readTemplates(sources: readonly Source[], reading: TemplateReading): TemplatesRead {
  const read = sources.map(readTemplateDrafts);
  const drafts = read.flatMap((file) => file.drafts);
  const built = new Map<TemplateDraft, TemplatesRead>();
  const run: Run = { ...reading, drafts, built };
  for (const draft of drafts) buildOnce(draft, [], run);
  const results = drafts.map((draft) => built.get(draft) ?? NONE);
  return {
    templates: results.flatMap(({ templates }) => templates),
    problems: [...read, ...results].flatMap(({ problems }) => problems),
  };
}

interface Run extends TemplateReading {
  readonly drafts: readonly TemplateDraft[];
  readonly built: Map<TemplateDraft, TemplatesRead>;
}

const NONE: TemplatesRead = { templates: [], problems: [] };

/** `way` leads here: the drafts that extend this one. */
function buildOnce(draft: TemplateDraft, way: readonly TemplateDraft[], run: Run): TemplatesRead {
  const known = run.built.get(draft);
  if (known !== undefined) return known;
  const result = build(draft, way, run);
  run.built.set(draft, result);
  return result;
}

function build(draft: TemplateDraft, way: readonly TemplateDraft[], run: Run): TemplatesRead {
  const { name, source, problems } = draft;
  const base = baseOf(draft, [...way, draft], run);
  if (base === "invalid") return { templates: [], problems };
  if (base !== undefined && "message" in base) {
    return { templates: [], problems: [...problems, base] };
  }
  const { document, ...extended } = withBase(draft, base);
  const spec = toSpec(document["spec"] ?? null);
  const checkParam = paramChecker({ name, params: spec.params }, run.compile);
  const template = { name, builtIn: false, source, spec, checkParam, ...extended };
  const faults = checkTemplate(document, spec, checkParam);
  const all = [...problems, ...faults.flatMap((fault) => located(fault, template, draft))];
  return { templates: hasErrors(all) ? [] : [template], problems: all };
}

function withBase(
  { value }: TemplateDraft,
  base: Template | undefined,
): Pick<Template, "extended"> & { readonly document: ValueMap } {
  if (base === undefined) return { document: value };
  const own = asMap(value["spec"]);
  const { spec, homes } = extendSpec(base.spec as unknown as ValueMap, own);
  return { document: mapOf([...Object.entries(value), ["spec", spec]]), extended: { base, homes } };
}

/** Returns the template that a draft extends, undefined if it extends none, or why it is not to be had. */
function baseOf(
  draft: TemplateDraft,
  way: readonly TemplateDraft[],
  run: Run,
): Template | DocumentProblem | "invalid" | undefined {
  const name = asMap(draft.value["spec"])["extends"];
  // Of any other type, it is left to the schema.
  if (typeof name !== "string") return undefined;
  // A template that extends its namesake means the built-in one, whose place it takes.
  const other = run.drafts.find((one) => one.name === name && one !== draft);
  if (other === undefined) return run.builtIns.find(name) ?? unknownBase(draft, name, run);
  if (way.includes(other)) return circle(draft, [...way.slice(way.indexOf(other)), other]);
  return buildOnce(other, way, run).templates[0] ?? "invalid";
}

function unknownBase(draft: TemplateDraft, name: string, run: Run): DocumentProblem {
  const own = run.drafts.filter((other) => other !== draft).map((other) => other.name);
  const known = [...new Set([...own, ...run.builtIns.names()])].sort();
  return {
    severity: "error",
    message: `there is no template "${name}" to extend${nearestHint(name, known)}`,
    help: `known templates: ${known.join(", ")}; one of your own must be in a file or folder that is read together with this one`,
    place: placeOfExtends(draft),
  };
}

function circle(draft: TemplateDraft, way: readonly TemplateDraft[]): DocumentProblem {
  return {
    severity: "error",
    message: `template "${draft.name}" extends itself: ${way.map(({ name }) => name).join(" -> ")}`,
    help: "let one of them stand on its own",
    place: placeOfExtends(draft),
  };
}

function placeOfExtends({ source, root }: TemplateDraft): Place {
  return placeOfPart(source, root, { path: ["spec", "extends"], part: "value" });
}

function located(
  fault: CheckedFault,
  template: Template,
  draft: TemplateDraft,
): readonly DocumentProblem[] {
  const { severity, message, help, part } = fault;
  const home = homeOfPart(template, fault.path);
  const { source, root } = draft;
  if (home.template === template) {
    const place = placeOfPart(source, root, { path: home.path, part });
    return [{ severity, message, help, place }];
  }
  // Where the other template stands alone, it has been warned of already.
  if (severity !== "error") return [];
  const { file, line, column } = templatePlace(template, fault.path);
  const where = `in what template "${template.name}" extends (${file}:${line}:${column}): `;
  return [{ severity, message: where + message, help, place: placeOfExtends(draft) }];
}
