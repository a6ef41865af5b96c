// Whether templates do in a pod what they are for. That a file is right, src/template/ has found before.

import type { TemplateCheck, TemplateProblem } from "../outcome.ts";
import type { Template } from "../template/template.ts";
import { templatePlace } from "../template/template-place.ts";
import { templateVariants } from "../template/template-variants.ts";
import { nearestHint } from "../text/nearest.ts";
import { ruleTexts } from "./rule-texts.ts";
import { templateProblems } from "./template-problems.ts";
import { type Conditions, tryTemplates } from "./try-templates.ts";

/** Returns what lint finds in a plain pod with the template, used in each of the ways that it shows by itself. */
export function checkTemplateInPod(template: Template, conditions: Conditions): TemplateCheck {
  const variants = templateVariants(template);
  const found = variants.flatMap(({ label, values }) => {
    const remark = label === "" ? "" : ` (with ${label})`;
    return templateProblems(tryTemplates([template], values, conditions), template, remark);
  });
  const seen = new Set(found.map(({ rule }) => rule));
  const declared = Object.keys(template.spec.findings);
  return {
    templates: [template],
    ways: variants.length,
    problems: [
      ...unique(found.filter(({ rule }) => !declares(template, rule))),
      ...declared.filter((id) => !seen.has(id)).map((id) => idleDeclaration(template, id)),
    ],
    expected: declared.filter((id) => seen.has(id)),
  };
}

/** Returns, for each two of the templates, what lint finds in a plain pod with both and in none with one of them. */
export function checkPairs(
  templates: readonly Template[],
  conditions: Conditions,
): readonly TemplateCheck[] {
  const alone = new Map(
    templates.map((template) => {
      const problems = templateProblems(tryTemplates([template], [], conditions), template, "");
      return [template, new Set(problems.map(identityOf))];
    }),
  );
  const isNew = (problem: TemplateProblem, pair: readonly Template[]) =>
    !pair.some(
      (template) =>
        alone.get(template)?.has(identityOf(problem)) || declares(template, problem.rule),
    );
  return pairsOf(templates).map(([first, second]) => {
    const pair = [first, second];
    const remark = ` (${first.name} with ${second.name})`;
    const found = templateProblems(tryTemplates(pair, [], conditions), first, remark);
    const problems = unique(found.filter((problem) => isNew(problem, pair)));
    return { templates: pair, ways: 1, problems, expected: [] };
  });
}

function pairsOf<T>(items: readonly T[]): readonly (readonly [T, T])[] {
  return items.flatMap((first, index) =>
    items.slice(index + 1).map((second): readonly [T, T] => [first, second]),
  );
}

function declares({ spec }: Template, rule: string | undefined): boolean {
  return rule !== undefined && Object.hasOwn(spec.findings, rule);
}

/** A declaration that holds for nothing would hide what comes later. */
function idleDeclaration(template: Template, id: string): TemplateProblem {
  const known = ruleTexts().map((rule) => rule.id);
  const isKnown = known.includes(id);
  return {
    severity: isKnown ? "warning" : "error",
    message: isKnown
      ? `spec.findings names ${id}, which does not complain of this template`
      : `spec.findings names a check that there is not: "${id}"${nearestHint(id, known)}`,
    help: isKnown ? "remove it" : "kube-sidecar explain lists the checks",
    place: templatePlace(template, ["spec", "findings", id]),
    related: [],
    remark: "",
  };
}

/** What several ways of using a template share is said once, of the first of them. */
function unique(problems: readonly TemplateProblem[]): readonly TemplateProblem[] {
  const first = new Map<string, TemplateProblem>();
  for (const problem of problems) {
    const key = identityOf(problem);
    if (!first.has(key)) first.set(key, problem);
  }
  return [...first.values()];
}

function identityOf({ rule, message }: TemplateProblem): string {
  return `${rule}\0${message}`;
}
