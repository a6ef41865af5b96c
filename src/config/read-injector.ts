import { configValidators } from "../generated/config-validators.ts";
import type { RuleSetting } from "../lint/check.ts";
import { valueOfNode } from "../manifest/node-value.ts";
import { placeOfPath } from "../manifest/place-of-path.ts";
import { validate } from "../manifest/validate.ts";
import {
  asList,
  asMap,
  asString,
  stringMap,
  type Value,
  type ValueMap,
} from "../manifest/value.ts";
import type { WorkloadKind } from "../manifest/workloads.ts";
import type { DocumentProblem } from "../text/document-problem.ts";
import { hasErrors } from "../text/has-errors.ts";
import type { Source } from "../text/source.ts";
import { checkInjector } from "./check-injector.ts";
import type { HelmHooks } from "./helm-hook.ts";
import type { Injector, InjectorRule, RuleMatch } from "./injector.ts";
import { type SelectorObject, selectorOfObject } from "./label-selector.ts";
import { type OwnDocument, readOwnDocument } from "./own-document.ts";
import { type TemplateValues, templateValuesOf } from "./template-values.ts";

/**
 * Returns what a config file says, or what is wrong with it; with problems of severity error there is no injector.
 * `ruleIds` are the checks whose severity it may set.
 */
export function readInjector(
  source: Source,
  ruleIds: readonly string[],
): { readonly injector?: Injector; readonly problems: readonly DocumentProblem[] } {
  const { document, problems: unreadable } = readOwnDocument(source);
  if (document === undefined) return { problems: unreadable };
  const problems = [...unreadable, ...validate(document.root, configValidators().injector, source)];
  if (hasErrors(problems)) return { problems };
  const config = valueOfNode(document.root);
  const faults = [...problems, ...checkInjector(config, document, ruleIds)];
  return hasErrors(faults)
    ? { problems: faults }
    : { injector: injectorOf(asMap(config), document), problems: faults };
}

function injectorOf(config: ValueMap, document: OwnDocument): Injector {
  const spec = asMap(config["spec"]);
  return {
    document,
    path: document.source.path,
    name: asString(asMap(config["metadata"])["name"]) ?? "",
    templateDirs: strings(spec["templateDirs"]),
    imageRegistry: asString(spec["imageRegistry"]),
    // The schema allows no others.
    helmHooks: asString(spec["helmHooks"]) as HelmHooks | undefined,
    workloads: asList(spec["workloads"]).map(workloadOf),
    values: templateValuesOf(spec["values"]),
    environments: environmentsOf(spec["environments"]),
    rules: asList(spec["rules"]).map((rule, index) => ruleOf(asMap(rule), index, document)),
    lint: Object.fromEntries(Object.entries(asMap(asMap(spec["lint"])["rules"])).map(settingOf)),
  };
}

function workloadOf(workload: Value): WorkloadKind {
  const { group, kind, path } = asMap(workload);
  return {
    group: asString(group) ?? "",
    kind: asString(kind) ?? "",
    paths: [(asString(path) ?? "").split(".")],
  };
}

function environmentsOf(environments: Value | undefined): ReadonlyMap<string, TemplateValues> {
  const entries = Object.entries(asMap(environments));
  return new Map(entries.map(([name, values]) => [name, templateValuesOf(values)]));
}

function ruleOf(rule: ValueMap, index: number, { source, root }: OwnDocument): InjectorRule {
  return {
    label: `rule ${index + 1} of ${source.path}`,
    index,
    place: placeOfPath(source, root, ["spec", "rules", index]),
    match: matchOf(asMap(rule["match"])),
    templates: strings(rule["templates"]),
    values: templateValuesOf(rule["values"]),
  };
}

function matchOf(match: ValueMap): RuleMatch {
  const { matchLabels, matchExpressions } = asMap(match["selector"]);
  return {
    kinds: strings(match["kinds"]),
    names: strings(match["names"]),
    namespaces: strings(match["namespaces"]),
    annotations: stringMap(match["annotations"]),
    selector: selectorOfObject({
      matchLabels: stringMap(matchLabels),
      matchExpressions: asList(matchExpressions).map(expressionOf),
    }),
  };
}

type Expression = NonNullable<SelectorObject["matchExpressions"]>[number];

function expressionOf(expression: Value): Expression {
  const { key, operator, values } = asMap(expression);
  return {
    key: asString(key) ?? "",
    // The schema allows no other operators.
    operator: operator as Expression["operator"],
    values: strings(values),
  };
}

function settingOf([id, setting]: [string, Value]): [string, RuleSetting] {
  return [id, setting === "warning" || setting === "error" ? setting : "off"];
}

function strings(list: Value | undefined): readonly string[] {
  return asList(list).filter((item) => typeof item === "string");
}
