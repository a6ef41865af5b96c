import type { FieldPath } from "../manifest/field-path.ts";
import { asList, asMap, asString, type Value, type ValueMap } from "../manifest/value.ts";
import type { DocumentProblem } from "../text/document-problem.ts";
import { nearestHint } from "../text/nearest.ts";
import { lintFaults } from "./check-lint.ts";
import { type ConfigFault, locateFault } from "./config-fault.ts";
import { faultOfLabelKey, faultOfLabelValue } from "./label-syntax.ts";
import type { OwnDocument } from "./own-document.ts";
import { faultOfRegistry } from "./registry-syntax.ts";

const RULES: FieldPath = ["spec", "rules"];
const WORKLOADS: FieldPath = ["spec", "workloads"];

/** Returns what is wrong with a config that its schema allows; `ruleIds` are the checks that there are. */
export function checkInjector(
  config: Value,
  document: OwnDocument,
  ruleIds: readonly string[],
): readonly DocumentProblem[] {
  const spec = asMap(asMap(config)["spec"]);
  const faults = [
    ...registryFaults(spec["imageRegistry"]),
    ...workloadFaults(spec["workloads"]),
    ...environmentFaults(spec),
    ...asList(spec["rules"]).flatMap(ruleFaults),
    ...lintFaults(spec["lint"], ["spec", "lint"], ruleIds),
  ];
  return faults.map((fault) => locateFault(fault, document));
}

/** As `checkInjector`, for a SidecarLint. */
export function checkSidecarLint(
  config: Value,
  document: OwnDocument,
  ruleIds: readonly string[],
): readonly DocumentProblem[] {
  const spec = asMap(config)["spec"];
  const faults = [
    ...workloadFaults(asMap(spec)["workloads"]),
    ...lintFaults(spec, ["spec"], ruleIds),
  ];
  return faults.map((fault) => locateFault(fault, document));
}

function environmentFaults({ environment, environments }: ValueMap): readonly ConfigFault[] {
  const name = asString(environment);
  const known = Object.keys(asMap(environments));
  if (name === undefined || known.includes(name)) return [];
  const message = `there is no environment "${name}"${nearestHint(name, known)}`;
  return [
    { at: ["spec", "environment"], of: "value", message, help: "add it to spec.environments" },
  ];
}

function workloadFaults(workloads: Value | undefined): readonly ConfigFault[] {
  return asList(workloads).flatMap((workload, index, all) => [
    ...pathFaults(workload, index),
    ...duplicateFaults(workload, index, all),
  ]);
}

function registryFaults(registry: Value | undefined): readonly ConfigFault[] {
  const name = asString(registry);
  const fault = name === undefined ? undefined : faultOfRegistry(name);
  if (fault === undefined) return [];
  const message = `no registry for images: ${fault}`;
  return [{ at: ["spec", "imageRegistry"], of: "value", message }];
}

function pathFaults(workload: Value, index: number): readonly ConfigFault[] {
  const path = asString(asMap(workload)["path"]) ?? "";
  const segments = path.split(".");
  const isPath = segments.every((segment) => /^[A-Za-z0-9_-]+(?:\[\])*$/.test(segment));
  if (isPath && !path.endsWith("[]")) return [];
  return [
    {
      at: [...WORKLOADS, index, "path"],
      of: "value",
      message: `"${path}" is not a path of field names joined by dots`,
      help: "write the way from the object to its pod template, e.g. spec.template, or spec.nodeSets[].podTemplate through a list",
    },
  ];
}

function duplicateFaults(
  workload: Value,
  index: number,
  all: readonly Value[],
): readonly ConfigFault[] {
  const identity = (value: Value) =>
    `${asString(asMap(value)["group"]) ?? ""}/${asString(asMap(value)["kind"])}`;
  const first = all.findIndex((other) => identity(other) === identity(workload));
  if (first === index) return [];
  const message = `workloads[${first}] has this group and kind already`;
  return [{ at: [...WORKLOADS, index, "kind"], of: "value", message, help: "keep one of them" }];
}

function ruleFaults(rule: Value, index: number): readonly ConfigFault[] {
  const { match, templates, values, required } = asMap(rule);
  const at = [...RULES, index];
  const idle: readonly ConfigFault[] = [
    {
      at,
      of: "value",
      message: "the rule gives neither templates nor values",
      help: "name templates: templates: [fluent-bit]",
    },
  ];
  const gives = asList(templates).length + Object.keys(asMap(values)).length;
  return [
    ...(gives > 0 ? [] : idle),
    ...(required === true && gives > 0 && asList(templates).length === 0
      ? [demandsNothing(at)]
      : []),
    ...selectorFaults(asMap(match)["selector"] ?? null, at),
  ];
}

function demandsNothing(rule: FieldPath): ConfigFault {
  return {
    at: [...rule, "required"],
    of: "value",
    message: "the rule is required and names no templates",
    help: "name the templates that nothing may go without: templates: [oauth2-proxy]",
  };
}

function selectorFaults(selector: Value, rule: FieldPath): readonly ConfigFault[] {
  const at = [...rule, "match", "selector"];
  const { matchLabels, matchExpressions } = asMap(selector);
  const labels = Object.entries(asMap(matchLabels)).flatMap(([key, value]) => {
    const label = [...at, "matchLabels", key];
    return [
      ...syntaxFault(label, "key", faultOfLabelKey(key)),
      ...syntaxFault(label, "value", faultOfLabelValue(asString(value) ?? "")),
    ];
  });
  const expressions = asList(matchExpressions).flatMap((expression, index) =>
    expressionFaults(expression, [...at, "matchExpressions", index]),
  );
  return [...labels, ...expressions];
}

function expressionFaults(expression: Value, at: FieldPath): readonly ConfigFault[] {
  const { key, operator, values } = asMap(expression);
  const wantsValues = operator === "In" || operator === "NotIn";
  const hasValues = asList(values).length > 0;
  const message = `${asString(operator)} takes ${wantsValues ? "at least one value" : "no values"}`;
  const count: readonly ConfigFault[] =
    wantsValues === hasValues ? [] : [{ at: [...at, "values"], of: "value", message }];
  return [
    ...syntaxFault([...at, "key"], "value", faultOfLabelKey(asString(key) ?? "")),
    ...count,
    ...asList(values).flatMap((value, index) =>
      syntaxFault([...at, "values", index], "value", faultOfLabelValue(asString(value) ?? "")),
    ),
  ];
}

function syntaxFault(
  at: FieldPath,
  of: ConfigFault["of"],
  fault: string | undefined,
): readonly ConfigFault[] {
  return fault === undefined ? [] : [{ at, of, message: `not a valid label: ${fault}` }];
}
