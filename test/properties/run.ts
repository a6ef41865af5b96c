import type { OnEdit } from "../../src/inject/reconciliation.ts";
import type { RuleSetting } from "../../src/lint/check.ts";
import type { Outcome } from "../../src/outcome.ts";
import { ejectSources, injectSources } from "../../src/pipeline.ts";
import type { Template } from "../../src/template/template.ts";
import type { ByteText } from "../../src/text/source.ts";
import { injectorWith } from "../config/injectors.ts";

const EVERYTHING = {
  kinds: [],
  names: [],
  namespaces: [],
  selector: [],
};

/** What came of one source. */
export interface Result extends Outcome {
  /** Whether nothing kept the program from its work. */
  readonly done: boolean;
}

/** The templates of all runs before, the last of each name. */
const injectedEver = new Map<string, Template>();

/** Returns what comes of injecting the templates into the text. */
export function inject(text: ByteText, ...templates: readonly Template[]): Result {
  return injectUnder({}, text, ...templates);
}

/** Returns what comes of an update of the templates; what nothing but the marker says was injected goes as well. */
export function update(text: ByteText, ...templates: readonly Template[]): Result {
  return updateUnder({}, text, ...templates);
}

/** Returns what comes of an update where the config sets checks to something. */
export function updateUnder(
  settings: Readonly<Record<string, RuleSetting>>,
  text: ByteText,
  ...templates: readonly Template[]
): Result {
  const kept = injectWith("keep", settings, text, templates);
  const isUnclaimed = kept.findings.some(({ rule }) => rule === "injected-unclaimed");
  return isUnclaimed ? injectWith("overwrite", settings, text, templates) : kept;
}

/** Returns what comes of injecting the templates into the text where the config sets checks to something. */
export function injectUnder(
  settings: Readonly<Record<string, RuleSetting>>,
  text: ByteText,
  ...templates: readonly Template[]
): Result {
  return injectWith("keep", settings, text, templates);
}

function injectWith(
  onEdit: OnEdit,
  settings: Readonly<Record<string, RuleSetting>>,
  text: ByteText,
  templates: readonly Template[],
): Result {
  for (const template of templates) injectedEver.set(template.name, template);
  return resultOf(
    injectSources({
      sources: [{ path: "in.yaml", text }],
      templates: templates.map(({ name }) => name),
      available: templates,
      filter: EVERYTHING,
      include: ["incomplete"],
      sets: [],
      files: [],
      kubeMinor: 34,
      onPortConflict: "fail",
      onEdit,
      ...(Object.keys(settings).length === 0
        ? {}
        : { injector: { ...injectorWith("  rules: []"), lint: settings } }),
    }),
  );
}

/** Returns what comes of taking the templates (all, without names) out of the text, where all that a run put in are known. */
export function eject(text: ByteText, ...templates: readonly string[]): Result {
  return resultOf(
    ejectSources({
      sources: [{ path: "in.yaml", text }],
      templates,
      available: [...injectedEver.values()],
      onEdit: "keep",
      filter: EVERYTHING,
      include: ["incomplete"],
      workloads: [],
    }),
  );
}

function resultOf({ outcomes, problems }: ReturnType<typeof injectSources>): Result {
  const [outcome] = outcomes;
  if (outcome === undefined) throw new Error("one source has one outcome");
  const errors = outcome.findings.filter(
    ({ severity, introduced }) => severity === "error" && introduced,
  );
  return { ...outcome, done: errors.length + problems.length === 0 };
}
