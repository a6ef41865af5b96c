// What an annotation of a manifest may not set: the config fixes it, or it would weaken a sidecar that is required.

import { compactJson } from "../manifest/show-value.ts";
import { deepEqual, type Value } from "../manifest/value.ts";
import { coerce } from "../template/coerce.ts";
import type { AssignedValue, Template } from "../template/template.ts";
import type { SelectionWarning } from "./inject-annotation.ts";
import type { InjectorRule } from "./injector.ts";
import type { PolicyRule } from "./policy-rules.ts";

/** Why an annotation cannot set a parameter. */
export interface Guard {
  readonly check: PolicyRule;
  /** The rule of the config that says so. */
  readonly rule: InjectorRule;
  /** As `the parameter issuer of oauth2-proxy ...` goes on. */
  readonly why: string;
}

/** What decides which values of annotations count. */
export interface GuardedScope {
  /** The templates that the workload gets. */
  readonly templates: readonly Template[];
  /** The rules that are for it. */
  readonly matching: readonly InjectorRule[];
}

/** An annotation that sets what it may not. */
export interface RefusedAnnotation extends SelectionWarning {
  readonly guard: Guard;
}

/** What becomes of the values of annotations. */
export interface JudgedAnnotations {
  readonly kept: readonly AssignedValue[];
  /** Annotations that set what they may not: they have no effect. */
  readonly refused: readonly RefusedAnnotation[];
  /** Protected parameters that annotations set, where nothing keeps them from it: template → parameters. */
  readonly weakened: ReadonlyMap<string, readonly string[]>;
}

/** Returns the values of annotations that count, and what is to be said of the others. */
export function judgeAnnotated(
  annotated: readonly AssignedValue[],
  { templates, matching }: GuardedScope,
  { stronger, weaker }: Readonly<Record<"stronger" | "weaker", readonly AssignedValue[]>>,
): JudgedAnnotations {
  const kept: AssignedValue[] = [];
  const refused: RefusedAnnotation[] = [];
  const weakened = new Map<string, readonly string[]>();
  for (const value of annotated) {
    const { template: name, param, from } = value;
    const template = templates.find((candidate) => candidate.name === name);
    const guard = template && guardOf(template, param, matching);
    const isWatched = guard !== undefined || template?.spec.params[param]?.protected === true;
    const isOverruled = stronger.some((one) => one.template === name && one.param === param);
    if (!isWatched || isOverruled || saysTheSame(value, weaker, template)) {
      kept.push(value);
      continue;
    }
    if (guard !== undefined) {
      const key = from.replace(/^annotation /, "");
      refused.push({
        message: `the annotation ${key} cannot set the parameter ${param} of ${name}, which ${guard.why}`,
        help: "remove it; the config, --values and --set may set the parameter",
        annotation: { level: "pod template", key },
        guard,
      });
      // Whoever set it need not be told as well that nobody did.
      if (!hasOther(value, weaker, template)) kept.push(value);
      continue;
    }
    kept.push(value);
    weakened.set(name, [...(weakened.get(name) ?? []), param]);
  }
  return { kept, refused, weakened };
}

/** A port that is fixed and has its default is set to that: neither a marker nor a conflict moves it. */
export function fixedPorts(
  { templates, matching }: GuardedScope,
  values: readonly AssignedValue[],
): readonly AssignedValue[] {
  const isSet = (template: string, param: string) =>
    values.some((one) => one.template === template && one.param === param);
  return templates.flatMap((template) =>
    Object.entries(template.spec.params).flatMap(([param, parameter]): readonly AssignedValue[] => {
      const value = knownDefault(parameter.default);
      if (parameter.format !== "port" || value === undefined) return [];
      if (isSet(template.name, param)) return [];
      const guard = guardOf(template, param, matching);
      if (guard?.check !== "parameter-fixed") return [];
      return [{ template: template.name, param, value, form: "value", from: guard.rule.label }];
    }),
  );
}

/** Returns why an annotation cannot set a parameter of a template where these rules are for the workload. */
function guardOf(
  { name, spec }: Template,
  param: string,
  rules: readonly InjectorRule[],
): Guard | undefined {
  const fixing = rules.find(
    (rule) =>
      rule.fixed.includes(param) && (rule.templates.includes(name) || rule.values.has(name)),
  );
  if (fixing !== undefined) {
    return { check: "parameter-fixed", rule: fixing, why: `is fixed by ${fixing.label}` };
  }
  if (spec.params[param]?.protected !== true) return undefined;
  const requiring = rules.find(({ required, templates }) => required && templates.includes(name));
  if (requiring === undefined) return undefined;
  const why = `is protected, as ${requiring.label} requires the template`;
  return { check: "parameter-protected", rule: requiring, why };
}

/**
 * Tells whether a parameter is the same with the value of an annotation as without it: `others` are the values that
 * count less than annotations, the strongest first. A default that refers to the pod is not known here.
 */
function saysTheSame(
  annotated: AssignedValue,
  others: readonly AssignedValue[],
  template: Template | undefined,
): boolean {
  const parameter = template?.spec.params[annotated.param];
  if (parameter === undefined) return false;
  const configured = others.find((one) => isOfSame(one, annotated));
  const wanted = configured === undefined ? knownDefault(parameter.default) : configured.value;
  const value = coerce(String(annotated.value), parameter.type);
  return wanted !== undefined && deepEqual(value, wanted);
}

/** Tells whether a parameter has a value without that of an annotation. */
function hasOther(
  annotated: AssignedValue,
  others: readonly AssignedValue[],
  template: Template | undefined,
): boolean {
  const preset = template?.spec.params[annotated.param]?.default;
  return preset !== undefined || others.some((one) => isOfSame(one, annotated));
}

function isOfSame(one: AssignedValue, other: AssignedValue): boolean {
  return one.template === other.template && one.param === other.param;
}

/** Returns the default of a parameter, if that does not depend on the pod or on other parameters. */
function knownDefault(value: Value | undefined): Value | undefined {
  return value === undefined || compactJson(value).includes("$(") ? undefined : value;
}
