import type { InjectorRule } from "./injector.ts";
import type { Omission } from "./omissions.ts";
import type { Selection } from "./select.ts";

/** A rule that is required and does not reach something that it is for, and why. */
export interface MissedRule {
  readonly rule: InjectorRule;
  readonly omission: Omission;
}

/** Returns the rules that are required and that something keeps from a workload; what a run is not about is not missed. */
export function missedRules({ matching, omission }: Selection): readonly MissedRule[] {
  if (omission === undefined || omission.by === "run" || omission.by === "api-server") {
    return [];
  }
  return matching.filter(({ required }) => required).map((rule) => ({ rule, omission }));
}

/** Returns the templates that rules require of a workload and give it, each with the rule. */
export function requiredTemplates({ rules }: Selection): ReadonlyMap<string, InjectorRule> {
  return new Map(
    rules
      .filter(({ required }) => required)
      .flatMap((rule) => rule.templates.map((name) => [name, rule] as const)),
  );
}

/** Returns the names of the templates that rules require of a workload, also of those that its author keeps from it. */
export function demandedTemplates(selection: Selection): ReadonlySet<string> {
  const missed = missedRules(selection).filter(({ omission }) => omission.by === "manifest");
  return new Set([
    ...requiredTemplates(selection).keys(),
    ...missed.flatMap(({ rule }) => rule.templates),
  ]);
}
