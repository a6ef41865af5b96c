// What an annotation of a manifest may not set: the config fixes it, or it would weaken a sidecar that is required.

import { compactJson } from "../manifest/show-value.ts";
import { deepEqual, type Value } from "../manifest/value.ts";
import { coerce } from "../template/coerce.ts";
import type { AssignedValue, Template } from "../template/template.ts";
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

/** Returns why an annotation cannot set a parameter of a template where these rules are for the workload. */
export function guardOf(
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
export function saysTheSame(
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
export function hasOther(
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

function knownDefault(value: Value | undefined): Value | undefined {
  return value === undefined || compactJson(value).includes("$(") ? undefined : value;
}
