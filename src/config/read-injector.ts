import { configValidators } from "../generated/config-validators.ts";
import type { RuleSetting } from "../lint/check.ts";
import { valueOfNode } from "../manifest/node-value.ts";
import { placeOfPath } from "../manifest/place-of-path.ts";
import type { CompiledSchema } from "../manifest/schema-validator.ts";
import { validate } from "../manifest/validate.ts";
import {
  asList,
  asMap,
  asString,
  stringMap,
  type Value,
  type ValueMap,
} from "../manifest/value.ts";
import { EACH_ITEM, type TemplatePath, type WorkloadKind } from "../manifest/workloads.ts";
import type { DocumentProblem } from "../text/document-problem.ts";
import { hasErrors } from "../text/has-errors.ts";
import type { Source } from "../text/source.ts";
import { checkInjector, checkSidecarLint } from "./check-injector.ts";
import type { HelmHooks } from "./helm-hook.ts";
import type { Injector, InjectorRule, RuleMatch } from "./injector.ts";
import { type SelectorObject, selectorOfObject } from "./label-selector.ts";
import { lintLimitsOf } from "./lint-limits.ts";
import { type OwnDocument, readOwnDocument } from "./own-document.ts";
import { type TemplateValues, templateValuesOf } from "./template-values.ts";

/** What a config says, or what is wrong with it; with problems of severity error there is no injector. */
export interface InjectorRead {
  readonly injector?: Injector;
  readonly problems: readonly DocumentProblem[];
}

/** Returns what a config file says; `ruleIds` are the checks whose severity it may set. */
export function readInjector(source: Source, ruleIds: readonly string[]): InjectorRead {
  const { document, problems } = readOwnDocument(source);
  if (document === undefined) return { problems };
  const read = configOfDocument("SidecarInjector", document, ruleIds);
  const all = [...problems, ...read.problems];
  return hasErrors(problems) ? { problems: all } : { ...read, problems: all };
}

/** Returns what a document of ours says that is read already, of the kind that it should be. */
export function configOfDocument(
  kind: ConfigKind,
  document: OwnDocument,
  ruleIds: readonly string[],
): InjectorRead {
  const { schema, check, specOf } = CONFIG_KINDS[kind];
  const misfits = validate(document.root, schema(), document.source);
  if (hasErrors(misfits)) return { problems: misfits };
  const config = asMap(valueOfNode(document.root));
  const problems = [...misfits, ...check(config, document, ruleIds)];
  if (hasErrors(problems)) return { problems };
  return { injector: injectorOf(config, specOf(asMap(config["spec"])), document), problems };
}

/** A kind of config: a SidecarLint is one that injects nothing, and all that it says is about checks. */
export type ConfigKind = "SidecarInjector" | "SidecarLint";

const CONFIG_KINDS: Readonly<
  Record<
    ConfigKind,
    {
      schema(): CompiledSchema;
      readonly check: typeof checkInjector;
      specOf(spec: ValueMap): ValueMap;
    }
  >
> = {
  SidecarInjector: {
    schema: () => configValidators().injector,
    check: checkInjector,
    specOf: (spec) => spec,
  },
  SidecarLint: {
    schema: () => configValidators().sidecarLint,
    check: checkSidecarLint,
    specOf: (spec) => ({ ...spec, lint: spec }),
  },
};

function injectorOf(config: ValueMap, spec: ValueMap, document: OwnDocument): Injector {
  return {
    document,
    path: document.source.path,
    name: asString(asMap(config["metadata"])["name"]) ?? "",
    templateDirs: strings(spec["templateDirs"]),
    imageRegistry: asString(spec["imageRegistry"]),
    // The schema allows no others.
    helmHooks: asString(spec["helmHooks"]) as HelmHooks | undefined,
    kubeVersion: asString(spec["kubeVersion"]),
    onPortConflict: asString(spec["onPortConflict"]) as Injector["onPortConflict"],
    ...(spec["strict"] === true ? { strict: true } : {}),
    workloads: asList(spec["workloads"]).map(workloadOf),
    values: templateValuesOf(spec["values"]),
    environments: environmentsOf(spec["environments"]),
    environment: asString(spec["environment"]),
    rules: asList(spec["rules"]).map((rule, index) => ruleOf(asMap(rule), index, document)),
    lint: Object.fromEntries(Object.entries(asMap(asMap(spec["lint"])["rules"])).map(settingOf)),
    lintLimits: lintLimitsOf(spec["lint"]),
    forbiddenSuppressions: forbiddenSuppressions(asMap(spec["lint"])["suppressions"] ?? null),
  };
}

function forbiddenSuppressions(setting: Value): Injector["forbiddenSuppressions"] {
  return setting === "forbid" ? "all" : strings(asMap(setting)["forbid"]);
}

function workloadOf(workload: Value): WorkloadKind {
  const { group, kind, path } = asMap(workload);
  return {
    group: asString(group) ?? "",
    kind: asString(kind) ?? "",
    paths: [templatePathOf(asString(path) ?? "")],
  };
}

/** `spec.nodeSets[].podTemplate` goes through each item of a list. */
function templatePathOf(text: string): TemplatePath {
  return text
    .split(".")
    .flatMap((segment) => segment.split("[]").map((key) => (key === "" ? EACH_ITEM : key)));
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
    appContainer: asString(rule["appContainer"]),
    values: templateValuesOf(rule["values"]),
    ...(rule["required"] === true ? { required: true } : {}),
    fixed: strings(rule["fixed"]),
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
