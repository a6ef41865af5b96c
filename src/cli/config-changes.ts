import type { Injector } from "../config/injector.ts";
import type { TemplateValues } from "../config/template-values.ts";
import type { RuleSetting } from "../lint/check.ts";
import type { RuleSeverity } from "../lint/rule.ts";
import { ruleTexts } from "../pipeline/rule-texts.ts";
import { knownTemplates, replacedBuiltIns } from "../template/resolve.ts";
import type { Template } from "../template/template.ts";
import { templateImages } from "../template/template-images.ts";
import { listWords } from "../text/list-words.ts";

/**
 * Returns what a config changes that a reviewer should know, a sentence each: checks that are off or count less, images
 * that come from elsewhere, and built-in templates that are replaced.
 */
export function configChanges(
  injector: Injector | undefined,
  templates: readonly Template[],
): readonly string[] {
  const replaced = replacedBuiltIns(templates);
  if (injector === undefined) return replaced;
  const { path, lint, lintLimits, imageRegistry } = injector;
  return [
    ...loweredChecks(lint).map((text) => `${path} ${text}`),
    ...(lintLimits.failOn === "never" ? [`${path} sets failOn to never`] : []),
    ...(imageRegistry === undefined ? [] : [`${path} sets imageRegistry to ${imageRegistry}`]),
    ...movedImages(injector, templates).map((text) => `${path} ${text}`),
    ...replaced,
  ];
}

const RANK: Readonly<Record<RuleSeverity, number>> = { off: 0, info: 1, warning: 2, error: 3 };

function loweredChecks(settings: Injector["lint"]): readonly string[] {
  const usual = new Map(ruleTexts().map(({ id, severity }) => [id, severity]));
  const to = (setting: RuleSetting) =>
    Object.entries(settings)
      .filter(([id, set]) => set === setting && RANK[usual.get(id) ?? "off"] > RANK[setting])
      .map(([id]) => id);
  const [off, warnings] = [to("off"), to("warning")];
  return [
    ...(off.length === 0 ? [] : [`turns off ${listWords(off)}`]),
    ...(warnings.length === 0 ? [] : [`lowers ${listWords(warnings)} to a warning`]),
  ];
}

function movedImages(
  { values, environments, rules }: Injector,
  templates: readonly Template[],
): readonly string[] {
  const all = [values, ...environments.values(), ...rules.map((rule) => rule.values)];
  const known = knownTemplates(
    all.flatMap((given) => [...given.keys()]),
    templates,
  );
  const moved = all.flatMap((given) => [...imagesIn(given, known)]);
  return [...new Set(moved)];
}

function* imagesIn(
  values: TemplateValues,
  known: ReadonlyMap<string, Template>,
): Generator<string> {
  for (const [name, params] of values) {
    const template = known.get(name);
    if (template === undefined) continue;
    const images = new Set(templateImages(template).map(({ param }) => param));
    for (const [param, value] of params) {
      if (images.has(param)) yield `sets ${name}.${param} to ${String(value)}`;
    }
  }
}
