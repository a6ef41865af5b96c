import type { Template } from "../template/template.ts";
import { nearestHint } from "../text/nearest.ts";
import { UserError } from "../text/user-error.ts";
import { listNames } from "./list-names.ts";
import { formatSet, type SetFlag } from "./set-flag.ts";
import type { RunWarning } from "./unused-choices.ts";

/**
 * Returns a warning for each `--set` that nothing in the run uses; `selected` are the templates that at least one
 * workload gets, `known` the names of all. Throws a `UserError` for one that names no template or no parameter of it.
 */
export function checkSets(
  sets: readonly SetFlag[],
  selected: readonly Template[],
  known: Iterable<string>,
): readonly RunWarning[] {
  const names = [...known];
  return sets.flatMap((set) => {
    if (set.template !== undefined && !names.includes(set.template)) {
      throw new UserError(`${formatSet(set)}: ${noTemplate(set.template, names)}`);
    }
    const templates = selected.filter(({ name }) => name === (set.template ?? name));
    if (templates.length === 0) return [unused(set)];
    const params = templates.flatMap(({ spec }) => Object.keys(spec.params));
    if (params.includes(set.param)) return [];
    throw new UserError(`${formatSet(set)}: ${noParam(set.param, templates, params)}`);
  });
}

function unused(set: SetFlag): RunWarning {
  const subject = set.template === undefined ? "a template" : `the template ${set.template}`;
  return {
    message: `${formatSet(set)} has no effect: no workload gets ${subject}`,
    help: "ask for the template with -t, a rule or an annotation, or leave the value out",
  };
}

function noTemplate(name: string, known: readonly string[]): string {
  return `there is no template "${name}"${nearestHint(name, known)} (known: ${listNames(known)})`;
}

function noParam(param: string, templates: readonly Template[], params: readonly string[]): string {
  const owners = templates.map(({ name }) => name).join(" or ");
  const hint = nearestHint(param, params);
  return `${owners} has no parameter "${param}"${hint} (known: ${listNames(params)})`;
}
