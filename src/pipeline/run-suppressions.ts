import type { Injector } from "../config/injector.ts";
import { annotationSuppressions, misplacedSuppression } from "../lint/annotation-suppressions.ts";
import type { RuleSetting } from "../lint/check.ts";
import { commentSuppressions } from "../lint/comment-suppressions.ts";
import type { Finding } from "../lint/finding.ts";
import {
  indexComments,
  misplacedFinding,
  reviewSuppressions,
  type SuppressionLookup,
  type SuppressionReview,
} from "../lint/suppress.ts";
import { type ForbiddenSuppressions, isForbidden, type Suppression } from "../lint/suppression.ts";
import { nameOfObject } from "../manifest/object-name.ts";
import type { Workload } from "../manifest/objects.ts";
import type { SourceContent } from "../manifest/read-workloads.ts";
import { rules } from "../rules/index.ts";

/** What the manifests of a run silence. */
export interface RunSuppressions {
  readonly all: readonly Suppression[];
  readonly forbidden: ForbiddenSuppressions;
  /** Returns the look-up for findings about one workload; what keeps an injection from being planned cannot be silenced. */
  lookup(workload: Workload): SuppressionLookup;
}

const RULE_IDS = rules.map(({ id }) => id);

/** Returns what the comments and annotations of the sources silence, where the config lets them. */
export function runSuppressions(
  contents: readonly SourceContent[],
  injector: Injector | undefined,
): RunSuppressions {
  const forbidden = injector?.forbiddenSuppressions ?? [];
  const comments = contents.flatMap(({ source, workloads }) =>
    commentSuppressions(source, workloads),
  );
  const annotations = new Map(
    contents.flatMap(({ workloads }) =>
      workloads.map((workload) => [workload, annotationSuppressions(workload)] as const),
    ),
  );
  const inComments = indexComments(comments);
  const known = new Set(RULE_IDS);
  return {
    all: [...comments, ...[...annotations.values()].flat()],
    forbidden,
    lookup: (workload) => (finding) =>
      known.has(finding.rule)
        ? [...(annotations.get(workload) ?? []), ...inComments(finding)].filter(
            (suppression) => !isForbidden(suppression, forbidden),
          )
        : [],
  };
}

/** Returns what is wrong with the suppressions of a run, after its findings were sifted. */
export function findingsOfSuppressions(
  contents: readonly SourceContent[],
  { all, forbidden }: RunSuppressions,
  { used, findings }: Pick<SuppressionReview, "used" | "findings">,
  settings: Readonly<Record<string, RuleSetting>>,
): readonly Finding[] {
  const off = rules
    .filter(({ id, severity }) => (settings[id] ?? severity) === "off")
    .map(({ id }) => id);
  const misplaced = contents.flatMap(({ workloads }) =>
    workloads.flatMap((workload) => {
      const place = misplacedSuppression(workload);
      return place === undefined ? [] : misplacedFinding(nameOfObject(workload), place, settings);
    }),
  );
  const checks = { known: RULE_IDS, off: new Set(off), settings };
  const review = { suppressions: all, used, findings, forbidden, ...checks };
  return [...reviewSuppressions(review), ...misplaced];
}
