import type { FieldPath } from "../manifest/field-path.ts";
import { placeOfKey, placeOfPath } from "../manifest/place-of-path.ts";
import type { Template } from "../template/template.ts";
import type { DocumentProblem } from "../text/document-problem.ts";
import { nearestHint } from "../text/nearest.ts";
import type { Injector, InjectorRule } from "./injector.ts";
import { listNames } from "./list-names.ts";
import type { OwnDocument } from "./own-document.ts";
import type { TemplateValues } from "./template-values.ts";
import type { ValueRequest } from "./value-request.ts";

/** The templates that there are; one is read when it is asked for. */
export interface KnownTemplates {
  readonly names: readonly string[];
  readonly find: (name: string) => Template | undefined;
}

/** Returns a problem for each template or parameter that the config or a `--values` file names and that there is not. */
export function checkValueNames(
  { files, injector }: Pick<ValueRequest, "files" | "injector">,
  templates: KnownTemplates,
): readonly DocumentProblem[] {
  return [
    ...files.flatMap(({ document, values }) => valueProblems(values, [], document, templates)),
    ...(injector === undefined ? [] : injectorProblems(injector, templates)),
  ];
}

function injectorProblems(
  { document, values, environments, rules }: Injector,
  templates: KnownTemplates,
): readonly DocumentProblem[] {
  const check = (given: TemplateValues, at: FieldPath) =>
    valueProblems(given, at, document, templates);
  return [
    ...check(values, ["spec", "values"]),
    ...[...environments].flatMap(([name, given]) => check(given, ["spec", "environments", name])),
    ...rules.flatMap((rule, index) => {
      const at = ["spec", "rules", index];
      return [
        ...rule.templates.flatMap((name, item) => {
          if (templates.names.includes(name)) return [];
          const place = placeOfPath(document.source, document.root, [...at, "templates", item]);
          return [unknown("template", name, templates.names, place)];
        }),
        ...check(rule.values, [...at, "values"]),
        ...fixedProblems(rule, document, templates),
      ];
    }),
  ];
}

/** A parameter that is fixed has to be one of a template that the rule names. */
function fixedProblems(
  { fixed, index, templates: given, values }: InjectorRule,
  { source, root }: OwnDocument,
  templates: KnownTemplates,
): readonly DocumentProblem[] {
  if (fixed.length === 0) return [];
  const named = [...new Set([...given, ...values.keys()])];
  const found = named.flatMap((name) => templates.find(name) ?? []);
  if (found.length < named.length) return [];
  const known = found.flatMap(({ spec }) => Object.keys(spec.params));
  return fixed.flatMap((param, item) => {
    if (known.includes(param)) return [];
    const place = placeOfPath(source, root, ["spec", "rules", index, "fixed", item]);
    return [unknown(`parameter of ${named.join(", ")}`, param, known, place)];
  });
}

function valueProblems(
  values: TemplateValues,
  at: FieldPath,
  { source, root }: OwnDocument,
  templates: KnownTemplates,
): readonly DocumentProblem[] {
  return [...values].flatMap(([name, params]) => {
    const template = templates.find(name);
    const place = placeOfKey(source, root, [...at, name]);
    if (template === undefined) return [unknown("template", name, templates.names, place)];
    const known = Object.keys(template.spec.params);
    return [...params.keys()]
      .filter((param) => !known.includes(param))
      .map((param) => {
        const key = placeOfKey(source, root, [...at, name, param]);
        return unknown(`parameter of ${name}`, param, known, key);
      });
  });
}

function unknown(
  what: string,
  name: string,
  known: readonly string[],
  place: DocumentProblem["place"],
): DocumentProblem {
  return {
    severity: "error",
    message: `there is no ${what} "${name}"${nearestHint(name, known)}`,
    help: `known: ${listNames(known)}`,
    place,
  };
}
