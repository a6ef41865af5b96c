// From what everybody assigns to what each parameter is, for one pod.

import { formatPath } from "../manifest/field-path.ts";
import { describeFault, describeSecretFault, isError } from "../manifest/schema-fault.ts";
import { nounOfType } from "../manifest/schema-type.ts";
import { compactJson } from "../manifest/show-value.ts";
import { mapOf, type Value } from "../manifest/value.ts";
import { nearestHint } from "../text/nearest.ts";
import { coerce } from "./coerce.ts";
import type { Reference } from "./reference.ts";
import { missingPortProblem, type RenderProblem, referenceValue } from "./reference-value.ts";
import { substitute } from "./substitute.ts";
import type { AssignedValue, Parameter, Scope, Template } from "./template.ts";

/** The values of a template's parameters for one pod; with problems, some are missing. */
export interface ResolvedParams {
  readonly values: Readonly<Record<string, Value>>;
  /** Names of the parameters that do not have their default. */
  readonly setByUser: readonly string[];
  readonly problems: readonly RenderProblem[];
}

/** Returns the value of each parameter: the first that is assigned (the strongest goes first), else the default. */
export function resolveParams(
  template: Template,
  assigned: readonly AssignedValue[],
  scope: Scope,
): ResolvedParams {
  const { params } = template.spec;
  const ours = assigned.filter((value) => value.template === template.name);
  const problems = ours.flatMap((value) => unknownParam(value, template));
  const values = new Map<string, Value>();
  const open = new Set(Object.keys(params));
  const resolve = (name: string): Value | undefined => {
    if (open.delete(name)) {
      const result = resolveParam(name, { template, ours, scope, resolve });
      problems.push(...result.problems);
      if (result.value !== undefined) values.set(name, result.value);
    }
    return values.get(name);
  };
  for (const name of Object.keys(params)) resolve(name);
  const setByUser = Object.keys(params).filter((name) => ours.some(({ param }) => param === name));
  return { values: mapOf(values), setByUser, problems };
}

interface Resolution {
  readonly template: Template;
  readonly ours: readonly AssignedValue[];
  readonly scope: Scope;
  readonly resolve: (param: string) => Value | undefined;
}

interface Resolved {
  readonly value?: Value;
  readonly problems: readonly RenderProblem[];
}

function resolveParam(name: string, resolution: Resolution): Resolved {
  const { template, ours } = resolution;
  const parameter = parameterOf(template, name);
  const given = ours.find(({ param }) => param === name);
  if (given !== undefined) {
    const { value, form } = given;
    const typed = form === "text" ? coerce(String(value), parameter.type) : value;
    return checked(typed, name, template, given);
  }
  if (parameter.default === undefined) return { problems: [missingParam(name, template)] };
  return resolveDefault(name, parameter.default, resolution);
}

function resolveDefault(name: string, value: Value, resolution: Resolution): Resolved {
  const { template, scope } = resolution;
  const problems: RenderProblem[] = [];
  let isComplete = true;
  let hasReference = false;
  const valueFor = (reference: Reference) => {
    hasReference = true;
    const found =
      reference.scope === "params"
        ? resolution.resolve(reference.name)
        : referenceValue(reference, {}, scope);
    if (found === undefined) isComplete = false;
    if (found === undefined && reference.scope === "app") {
      problems.push(missingPortProblem(reference, template.name, scope, name));
    }
    return found;
  };
  const parameter = parameterOf(template, name);
  const filled = substitute(value, parameter, [], { root: parameter, valueFor });
  if (!isComplete) return { problems };
  // Without references it was checked when the template was read.
  return hasReference
    ? checked(filled, name, template, { from: "its default" })
    : { value: filled, problems };
}

function checked(
  value: Value,
  name: string,
  template: Template,
  { from, written }: Pick<AssignedValue, "from" | "written">,
): Resolved {
  const parameter = parameterOf(template, name);
  const subject = `parameter "${name}" of template "${template.name}"`;
  const faults = template.checkParam(name, value).filter(isError);
  const problems = faults.map((fault): RenderProblem => {
    const describe = parameter.writeOnly === true ? describeSecretFault : describeFault;
    const { message, help } = describe(fault, (path) =>
      path.length === 0 ? subject : `${formatPath(path)} of ${subject}`,
    );
    return {
      message,
      help: help || aboutParam(name, parameter),
      from,
      param: name,
      about: "values",
      ...(written === undefined
        ? {}
        : { written: { ...written, path: [...written.path, ...fault.path] } }),
    };
  });
  return problems.length > 0 ? { problems } : { value, problems };
}

function unknownParam(
  { param, from, written }: AssignedValue,
  template: Template,
): readonly RenderProblem[] {
  const { params } = template.spec;
  // Names in files are checked once for the whole run, by src/config/check-value-names.ts.
  if (Object.hasOwn(params, param) || written !== undefined) return [];
  const names = Object.keys(params);
  const help =
    names.length === 0
      ? `template "${template.name}" has no parameters`
      : `parameters of template "${template.name}": ${names.join(", ")}`;
  return [
    {
      message: `template "${template.name}" has no parameter "${param}"${nearestHint(param, names)}`,
      help,
      from,
      about: "values",
    },
  ];
}

function missingParam(name: string, template: Template): RenderProblem {
  const parameter = parameterOf(template, name);
  const example = parameter.examples?.[0] ?? null;
  const shown = typeof example === "string" ? example : compactJson(example);
  return {
    message: `parameter "${name}" of template "${template.name}" has no default and must be set`,
    help: `set it, e.g. --set '${template.name}.${name}=${shown}'; ${aboutParam(name, parameter)}`,
    from: "",
    param: name,
    about: "values",
  };
}

function aboutParam(name: string, parameter: Parameter): string {
  const format = parameter.format === undefined ? "" : ` of format ${parameter.format}`;
  const description = parameter.description === undefined ? "" : ` ${parameter.description};`;
  return `${name}:${description} ${nounOfType(parameter.type)}${format}`;
}

function parameterOf(template: Template, name: string): Parameter {
  const parameter = template.spec.params[name];
  if (parameter === undefined) throw new Error(`template ${template.name} lacks ${name}`);
  return parameter;
}
