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

/** Tells whether a check's problem of a pod is that several items have the name of the item. */
export function isAboutName(problem: RuleProblem, pod: Value, item: KeyedPath): boolean {
  if (!NAME_RULES.has(problem.rule)) return false;
  const items = [item, ...pathsOfSameName(item)]
    .flatMap((path) => placesAt(pod, path))
    .map((path) => formatPath(path));
  return [problem, ...(problem.related ?? [])].some(
    ({ at, of }) =>
      of === undefined && at.some((_, index) => items.includes(formatPath(at.slice(0, index + 1)))),
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
