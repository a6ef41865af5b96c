import type { FieldPath } from "../manifest/field-path.ts";
import { placeOfKey, placeOfPath } from "../manifest/place-of-path.ts";
import { asList, asMap, asString, type Value } from "../manifest/value.ts";
import type { DocumentProblem } from "../text/document-problem.ts";
import { nearestHint } from "../text/nearest.ts";
import { faultOfLabelKey, faultOfLabelValue } from "./label-syntax.ts";
import { listNames } from "./list-names.ts";
import type { OwnDocument } from "./own-document.ts";
import { faultOfRegistry } from "./registry-syntax.ts";

/** Something that the schema of a config allows but that cannot work. */
interface Fault {
  readonly at: FieldPath;
  /** Whether the key that ends the path is meant, or the value. */
  readonly of: "key" | "value";
  readonly message: string;
  readonly help?: string;
}

const SETTINGS = ["off", "warning", "error"];
const RULES: FieldPath = ["spec", "rules"];
const SEVERITIES: FieldPath = ["spec", "lint", "rules"];
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
    ...asList(spec["workloads"]).flatMap((workload, index, all) => [
      ...pathFaults(workload, index),
      ...duplicateFaults(workload, index, all),
    ]),
    ...asList(spec["rules"]).flatMap(ruleFaults),
    ...Object.entries(asMap(asMap(spec["lint"])["rules"])).flatMap(([id, setting]) =>
      severityFaults(id, setting, ruleIds),
    ),
  ];
  return faults.map((fault) => locate(fault, document));
}

function locate({ at, of, message, help = "" }: Fault, document: OwnDocument): DocumentProblem {
  const placed = of === "key" ? placeOfKey : placeOfPath;
  return { severity: "error", message, help, place: placed(document.source, document.root, at) };
}

function registryFaults(registry: Value | undefined): readonly Fault[] {
  const name = asString(registry);
  const fault = name === undefined ? undefined : faultOfRegistry(name);
  if (fault === undefined) return [];
  const message = `no registry for images: ${fault}`;
  return [{ at: ["spec", "imageRegistry"], of: "value", message }];
}

function pathFaults(workload: Value, index: number): readonly Fault[] {
  const path = asString(asMap(workload)["path"]) ?? "";
  if (path.split(".").every((segment) => /^[A-Za-z0-9_-]+$/.test(segment))) return [];
  return [
    {
      at: [...WORKLOADS, index, "path"],
      of: "value",
      message: `"${path}" is not a path of field names joined by dots`,
      help: "write the way from the object to its pod template, e.g. spec.template",
    },
  ];
}

function duplicateFaults(workload: Value, index: number, all: readonly Value[]): readonly Fault[] {
  const identity = (value: Value) =>
    `${asString(asMap(value)["group"]) ?? ""}/${asString(asMap(value)["kind"])}`;
  const first = all.findIndex((other) => identity(other) === identity(workload));
  if (first === index) return [];
  const message = `workloads[${first}] has this group and kind already`;
  return [{ at: [...WORKLOADS, index, "kind"], of: "value", message, help: "keep one of them" }];
}

function ruleFaults(rule: Value, index: number): readonly Fault[] {
  const { match, templates, values } = asMap(rule);
  const at = [...RULES, index];
  const idle: readonly Fault[] = [
    {
      at,
      of: "value",
      message: "the rule gives neither templates nor values",
      help: "name templates: templates: [fluent-bit]",
    },
  ];
  const gives = asList(templates).length + Object.keys(asMap(values)).length;
  return [...(gives > 0 ? [] : idle), ...selectorFaults(asMap(match)["selector"] ?? null, at)];
}

function selectorFaults(selector: Value, rule: FieldPath): readonly Fault[] {
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

function expressionFaults(expression: Value, at: FieldPath): readonly Fault[] {
  const { key, operator, values } = asMap(expression);
  const wantsValues = operator === "In" || operator === "NotIn";
  const hasValues = asList(values).length > 0;
  const message = `${asString(operator)} takes ${wantsValues ? "at least one value" : "no values"}`;
  const count: readonly Fault[] =
    wantsValues === hasValues ? [] : [{ at: [...at, "values"], of: "value", message }];
  return [
    ...syntaxFault([...at, "key"], "value", faultOfLabelKey(asString(key) ?? "")),
    ...count,
    ...asList(values).flatMap((value, index) =>
      syntaxFault([...at, "values", index], "value", faultOfLabelValue(asString(value) ?? "")),
    ),
  ];
}

function syntaxFault(at: FieldPath, of: Fault["of"], fault: string | undefined): readonly Fault[] {
  return fault === undefined ? [] : [{ at, of, message: `not a valid label: ${fault}` }];
}

function severityFaults(id: string, setting: Value, ruleIds: readonly string[]): readonly Fault[] {
  const at = [...SEVERITIES, id];
  if (!ruleIds.includes(id)) {
    const message = `there is no check "${id}"${nearestHint(id, ruleIds)}`;
    return [{ at, of: "key", message, help: `known: ${listNames(ruleIds)}` }];
  }
  if (setting === false || SETTINGS.includes(asString(setting) ?? "")) return [];
  const message = `a check is set to ${SETTINGS.join(", ")}, not to ${JSON.stringify(setting)}`;
  return [{ at, of: "value", message }];
}
