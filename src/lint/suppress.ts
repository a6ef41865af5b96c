import { groupBy } from "../text/group-by.ts";
import { nearestHint } from "../text/nearest.ts";
import type { Place } from "../text/place.ts";
import type { RuleSetting } from "./check.ts";
import type { Finding } from "./finding.ts";
import type { Severity } from "./rule.ts";
import type { RuleText } from "./rule-text.ts";
import {
  type ForbiddenSuppressions,
  IGNORE_ANNOTATION,
  isForbidden,
  type Suppression,
  silences,
} from "./suppression.ts";
import { SUPPRESSION_RULES } from "./suppression-rules.ts";

/** A finding that the manifest silences, and why. */
export interface SuppressedFinding {
  readonly finding: Finding;
  readonly suppression: Suppression;
}

/** Findings, with those that the manifest silences set apart. */
export interface SiftedFindings {
  readonly findings: readonly Finding[];
  readonly suppressed: readonly SuppressedFinding[];
}

/** Returns the suppressions that a finding may be silenced by. */
export type SuppressionLookup = (finding: Finding) => readonly Suppression[];

/** Returns a look-up of comments by the line that they speak of. */
export function indexComments(comments: readonly Suppression[]): SuppressionLookup {
  const byLine = groupBy(comments, ({ place, line }) => `${place.file}\0${line}`);
  return ({ place }) => byLine.get(`${place.file}\0${place.line}`) ?? [];
}

/** Returns the findings with those set apart that a suppression silences. */
export function siftFindings(
  findings: readonly Finding[],
  lookup: SuppressionLookup,
): SiftedFindings {
  const kept: Finding[] = [];
  const suppressed: SuppressedFinding[] = [];
  for (const finding of findings) {
    const suppression = lookup(finding).find((candidate) => silences(candidate, finding));
    if (suppression === undefined) kept.push(finding);
    else suppressed.push({ finding, suppression });
  }
  return { findings: kept, suppressed };
}

/** What is to be known to tell whether suppressions are right. */
export interface SuppressionReview {
  readonly suppressions: readonly Suppression[];
  /** Those that have silenced a finding. */
  readonly used: ReadonlySet<Suppression>;
  /** Ids of the checks that there are. */
  readonly known: readonly string[];
  /** Ids of those that were not made. */
  readonly off: ReadonlySet<string>;
  readonly settings: Readonly<Record<string, RuleSetting>>;
  readonly forbidden: ForbiddenSuppressions;
  /** The findings that count. */
  readonly findings: readonly Finding[];
}

/** Returns what is wrong with suppressions: forbidden, no reason, an unknown check, or nothing to silence. */
export function reviewSuppressions(review: SuppressionReview): readonly Finding[] {
  const silencing = silencingOf(review);
  const isComment = (suppression: Suppression) =>
    isCertain(suppression) || silencing.has(suppression);
  return review.suppressions.filter(isComment).flatMap((suppression) => {
    if (isForbidden(suppression, review.forbidden)) {
      const what = suppression.rule === "" ? "suppressions" : `suppressions of ${suppression.rule}`;
      const forbidden = `the config forbids ${what}, so this one silences nothing`;
      return suppressionFinding(
        SUPPRESSION_RULES.forbidden,
        suppression,
        forbidden,
        review.settings,
      );
    }
    const fault = faultOf(suppression, review.known);
    if (fault !== undefined) {
      return suppressionFinding(SUPPRESSION_RULES.invalid, suppression, fault, review.settings);
    }
    const { rule, container } = suppression;
    if (review.used.has(suppression) || review.off.has(rule)) return [];
    const where = suppression.line === undefined ? "in this pod" : "in the line that it is for";
    const message = `the suppression of ${rule}${container === undefined ? "" : `/${container}`} silences nothing: there is no such finding ${where}, or an earlier suppression silences it`;
    return suppressionFinding(SUPPRESSION_RULES.unused, suppression, message, review.settings);
  });
}

/** Returns the forbidden ones that would silence a finding. */
function silencingOf({
  suppressions,
  forbidden,
  findings,
}: SuppressionReview): ReadonlySet<Suppression> {
  const refused = suppressions.filter(
    (one) => one.line !== undefined && isForbidden(one, forbidden),
  );
  if (refused.length === 0) return new Set();
  const lookup = indexComments(refused);
  return new Set(
    findings.flatMap((finding) => lookup(finding).filter((one) => silences(one, finding))),
  );
}

/** Outside of workloads (in a ConfigMap) what looks like a comment can be text: it may silence, but is no fault. */
function isCertain({ object }: Suppression): boolean {
  return object !== "";
}

/** Returns what is wrong with an annotation that stands on the workload in place of its pod template. */
export function misplacedFinding(
  object: string,
  place: Place,
  settings: SuppressionReview["settings"],
): readonly Finding[] {
  const message = `the annotation ${IGNORE_ANNOTATION} stands on the workload, where it silences nothing: it belongs on the pod template`;
  return suppressionFinding(SUPPRESSION_RULES.invalid, { object, place }, message, settings);
}

function faultOf({ rule, reason }: Suppression, known: readonly string[]): string | undefined {
  if (rule === "") return "the suppression names no check";
  if (!known.includes(rule)) {
    return `the suppression names the check "${rule}", which does not exist${nearestHint(rule, known)}`;
  }
  if (reason === "") return `the suppression of ${rule} gives no reason, so it silences nothing`;
  const [, second = ""] = /(?:^|\s)([\w-]+)(?:\/[^\s:]*)?:(?:\s|$)/.exec(reason) ?? [];
  return known.includes(second)
    ? `the reason of the suppression of ${rule} holds one of ${second}, which silences nothing: it needs a line of its own`
    : undefined;
}

function suppressionFinding(
  { id, severity, fix }: RuleText,
  { object, place }: Pick<Suppression, "object" | "place">,
  message: string,
  settings: SuppressionReview["settings"],
): readonly Finding[] {
  const decided = settings[id] ?? severity;
  if (decided === "off") return [];
  return [
    {
      rule: id,
      severity: decided satisfies Severity,
      message,
      place,
      field: "",
      object,
      containers: [],
      related: [],
      help: fix,
      introduced: false,
    },
  ];
}
