import type { FieldPath } from "../manifest/field-path.ts";
import type { Value, ValueMap } from "../manifest/value.ts";
import type { Written } from "../manifest/written.ts";
import type { AssignedValue, Template } from "../template/template.ts";
import { nearestHint } from "../text/nearest.ts";
import { PARAMS_PREFIX } from "./annotations.ts";
import { fixedPorts, type JudgedAnnotations, judgeAnnotated } from "./guarded-values.ts";
import { annotationText, type SelectionWarning } from "./inject-annotation.ts";
import type { InjectorRule } from "./injector.ts";
import { listNames } from "./list-names.ts";
import type { SetFlag } from "./set-flag.ts";
import type { TemplateValues } from "./template-values.ts";
import { environmentValues, type ValueRequest } from "./value-request.ts";

/** What a workload brings to the values of its parameters. */
export interface ValueScope {
  /** The templates that it gets. */
  readonly templates: readonly Template[];
  /** The rules that apply to it, in their order. */
  readonly rules: readonly InjectorRule[];
  /** The rules that are for it, also where something keeps them from it: what they guard stays guarded. */
  readonly matching: readonly InjectorRule[];
  /** `metadata.annotations` of its pod template; values that are no strings included. */
  readonly podAnnotations: ValueMap;
}

/** The values that one workload's parameters are given. */
export interface Assignment extends Pick<JudgedAnnotations, "refused" | "weakened"> {
  /** The strongest first: of several values of one parameter, the first counts. */
  readonly values: readonly AssignedValue[];
  readonly explanation: readonly string[];
  readonly warnings: readonly SelectionWarning[];
}

/**
 * Returns the values for one workload from `--set`, `--values`, annotations, rules, the environment and the config,
 * in this order. A `--set` that names its template goes before one that does not; else the later of two goes first,
 * with files and rules as well. `known` are the names of all templates.
 */
export function assignedValues(
  request: ValueRequest,
  scope: ValueScope,
  known: Iterable<string>,
): Assignment {
  const { templates, rules } = scope;
  const { environment, injector } = request;
  const given = (values: TemplateValues, from: string, at: Written | undefined) =>
    givenValues(values, templates, from, at);
  const inConfig = (...path: FieldPath): Written | undefined =>
    injector && { document: injector.document, path: ["spec", ...path] };
  const ofRules = (applied: readonly InjectorRule[]) =>
    applied
      .toReversed()
      .flatMap(({ values, label, index }) =>
        given(values, label, inConfig("rules", index, "values")),
      );
  const stronger = [
    ...templates.flatMap((template) => setValues(request.sets, template)),
    ...request.files
      .toReversed()
      .flatMap(({ values, document }) =>
        given(values, `values of ${document.source.path}`, { document, path: [] }),
      ),
  ];
  const weaker = [
    ...given(
      environmentValues(request),
      `environment ${environment} of ${injector?.path}`,
      inConfig("environments", environment ?? ""),
    ),
    ...given(injector?.values ?? new Map(), `values of ${injector?.path}`, inConfig("values")),
  ];
  const annotated = annotatedValues(scope, known);
  const judged = judgeAnnotated(annotated.values, scope, {
    stronger,
    weaker: [...ofRules(scope.matching), ...weaker],
  });
  const set = [...stronger, ...judged.kept, ...ofRules(rules), ...weaker];
  const values = [...set, ...fixedPorts(scope, set)];
  const { refused, weakened } = judged;
  return { values, explanation: explain(values), warnings: annotated.warnings, refused, weakened };
}

function setValues(sets: readonly SetFlag[], template: Template): readonly AssignedValue[] {
  const fitting = sets.toReversed().filter((set) => hasParam(template, set.param));
  return [
    ...fitting.filter((set) => set.template === template.name),
    ...fitting.filter((set) => set.template === undefined),
  ].map(({ param, value }) => ({
    template: template.name,
    param,
    value,
    form: "text",
    from: "--set",
  }));
}

function givenValues(
  values: TemplateValues,
  templates: readonly Template[],
  from: string,
  at: Written | undefined,
): readonly AssignedValue[] {
  return templates.flatMap(({ name }) =>
    [...(values.get(name) ?? [])].map(
      ([param, value]): AssignedValue => ({
        template: name,
        param,
        value,
        form: "value",
        from,
        ...(at === undefined ? {} : { written: { ...at, path: [...at.path, name, param] } }),
      }),
    ),
  );
}

function annotatedValues(
  { templates, podAnnotations }: ValueScope,
  known: Iterable<string>,
): { readonly values: readonly AssignedValue[]; readonly warnings: readonly SelectionWarning[] } {
  const values: AssignedValue[] = [];
  const warnings: SelectionWarning[] = [];
  const names = [...known];
  for (const [key, value] of Object.entries(podAnnotations)) {
    if (!key.startsWith(PARAMS_PREFIX)) continue;
    const result = readAnnotation(key, value, templates, names);
    if (result === undefined) continue;
    if ("form" in result) values.push(result);
    else warnings.push(result);
  }
  return { values, warnings };
}

/** Nothing comes of a parameter of a template that the workload does not get: another run may inject it. */
function readAnnotation(
  key: string,
  value: Value,
  templates: readonly Template[],
  known: readonly string[],
): AssignedValue | SelectionWarning | undefined {
  const [name = "", ...rest] = key.slice(PARAMS_PREFIX.length).split(".");
  const param = rest.join(".");
  const warn = (fault: string, help: string): SelectionWarning => ({
    message: `the annotation ${key} has no effect: ${fault}`,
    help,
    annotation: { level: "pod template", key },
  });
  const template = templates.find((candidate) => candidate.name === name);
  if (template === undefined) {
    if (known.includes(name)) return undefined;
    return warn(`there is no template "${name}"${nearestHint(name, known)}`, listed(known));
  }
  const params = Object.keys(template.spec.params);
  if (!params.includes(param)) {
    const fault = `${name} has no parameter "${param}"${nearestHint(param, params)}`;
    return warn(fault, listed(params));
  }
  if (template.spec.params[param]?.annotation === false) {
    const help = `use --set ${name}.${param}=VALUE, --values or the config file`;
    return warn("a manifest may not set this parameter", help);
  }
  const text = annotationText(value);
  return { template: name, param, value: text, form: "text", from: `annotation ${key}` };
}

function listed(names: readonly string[]): string {
  return `known: ${listNames(names)}`;
}

function hasParam(template: Template, param: string): boolean {
  return Object.hasOwn(template.spec.params, param);
}

function explain(values: readonly AssignedValue[]): readonly string[] {
  const sources = new Map<string, readonly string[]>();
  for (const { template, param, from } of values) {
    const name = `${template}.${param}`;
    sources.set(name, [...(sources.get(name) ?? []), from]);
  }
  return [...sources].map(([name, from]) => {
    const [winner, ...others] = new Set(from);
    const over = others.length > 0 ? `, over ${others.join(", ")}` : "";
    return `${name}: set by ${winner}${over}`;
  });
}
