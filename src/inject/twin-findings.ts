// A clash of names is found by the plan, which cannot be made, and by a check, which says more of it. It is said once.

import type { RuleProblem } from "../lint/check.ts";
import type { Finding } from "../lint/finding.ts";
import { formatPath } from "../manifest/field-path.ts";
import type { Value } from "../manifest/value.ts";
import { type KeyedPath, pathsOfSameName, placesAt } from "./keyed-path.ts";

/** Findings of the plan, each with what the checks have found of the same items. */
export type TwinFindings = ReadonlyMap<Finding, readonly Finding[]>;

const NAME_RULES: ReadonlySet<string> = new Set([
  "container-name-duplicate",
  "env-duplicate",
  "mount-path-duplicate",
  "volume-name-duplicate",
]);

/** Returns the places of a pod, as text, where an item has the name of the item. */
export function placesOfName(pod: Value, item: KeyedPath): ReadonlySet<string> {
  const places = [item, ...pathsOfSameName(item)].flatMap((path) => placesAt(pod, path));
  return new Set(places.map((path) => formatPath(path)));
}

/** Tells whether a check's problem is that several items have a name, by the places where one has it. */
export function isAboutName(problem: RuleProblem, places: ReadonlySet<string>): boolean {
  if (!NAME_RULES.has(problem.rule)) return false;
  return [problem, ...(problem.related ?? [])].some(
    ({ at, of }) =>
      of === undefined && at.some((_, index) => places.has(formatPath(at.slice(0, index + 1)))),
  );
}

/**
 * Returns the findings without those that say a second time that a name is taken: what a check says counts if it stops the
 * run. Where it does not, because it is silenced or set to a warning, the plan still does.
 */
export function withoutTwins(
  findings: readonly Finding[],
  twins: TwinFindings,
): readonly Finding[] {
  if (twins.size === 0) return findings;
  const isStopping = (finding: Finding) =>
    finding.severity === "error" && finding.introduced && findings.includes(finding);
  const extra = new Set(
    [...twins].flatMap(([plan, checks]) => (checks.some(isStopping) ? [plan] : checks)),
  );
  return findings.filter((finding) => !extra.has(finding));
}
