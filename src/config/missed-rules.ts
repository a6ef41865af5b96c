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
  if (omission === undefined || omission.by === "run") return [];
  return matching.filter(({ required }) => required).map((rule) => ({ rule, omission }));
}

/** Returns the templates that rules require of a workload, each with the rule. */
export function requiredTemplates({ rules }: Selection): ReadonlyMap<string, InjectorRule> {
  return new Map(
    rules
      .filter(({ required }) => required)
      .flatMap((rule) => rule.templates.map((name) => [name, rule] as const)),
  );
}
