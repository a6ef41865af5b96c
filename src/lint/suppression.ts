import type { Place } from "../text/place.ts";
import type { Finding } from "./finding.ts";

/** The annotation of a pod template that silences findings, one line each: `RULE[/CONTAINER]: reason`. */
export const IGNORE_ANNOTATION = "kube-sidecar.dev/ignore";

/** What stands behind the `#` of a comment that silences findings: `kube-sidecar-ignore RULE[/CONTAINER]: reason`. */
export const IGNORE_COMMENT = "kube-sidecar-ignore";

/** What somebody has written in a manifest to silence findings. */
export interface Suppression {
  readonly rule: string;
  /** The container that a finding must be about; any without it. */
  readonly container?: string;
  /** Empty where it is missing: then nothing is silenced. */
  readonly reason: string;
  readonly place: Place;
  /** The 1-based line that a comment speaks of; undefined for an annotation, which speaks of its whole pod. */
  readonly line?: number;
  /** The workload that it stands in, as findings name it; empty outside of workloads. */
  readonly object: string;
}

/** The checks whose findings may not be silenced. */
export type ForbiddenSuppressions = "all" | readonly string[];

/** Tells whether a suppression may not be there. */
export function isForbidden({ rule }: Suppression, forbidden: ForbiddenSuppressions): boolean {
  return forbidden === "all" || forbidden.includes(rule);
}

/** Returns what `RULE[/CONTAINER]: reason` says; parts that are missing are empty. */
export function parseSuppression(text: string): Pick<Suppression, "rule" | "container" | "reason"> {
  const [, rule = "", container, reason = ""] =
    /^([^\s:/]*)(?:\/([^\s:]*))?\s*(?::\s*)?(.*)$/s.exec(text.trim()) ?? [];
  return { rule, reason, ...(container === undefined ? {} : { container }) };
}

/** Tells whether a suppression is for a finding; of an annotation, the finding must be of its own workload. */
export function silences(suppression: Suppression, finding: Finding): boolean {
  const { rule, container, reason, line, place } = suppression;
  if (rule !== finding.rule || reason === "") return false;
  if (container !== undefined && !finding.containers.includes(container)) return false;
  return line === undefined || (place.file === finding.place.file && line === finding.place.line);
}
