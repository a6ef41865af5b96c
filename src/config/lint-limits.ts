import type { PodSecurityLevel } from "../lint/rule.ts";
import type { LintPolicy } from "../lint/verdict.ts";
import { asMap, asString, type Value } from "../manifest/value.ts";

/** What a config asks of checks beside the settings of single ones; what it leaves out is undefined. */
export interface LintLimits extends Partial<Pick<LintPolicy, "failOn" | "maxWarnings">> {
  readonly podSecurity?: PodSecurityLevel;
  /** What the sidecars of one pod may request: resource → quantity. */
  readonly maxOverhead?: Readonly<Record<string, string>>;
}

/** Returns the limits in the lint part of a config that fits its schema. */
export function lintLimitsOf(lint: Value | undefined): LintLimits {
  const { podSecurity, maxOverhead, failOn, maxWarnings } = asMap(lint);
  const limits = Object.entries(asMap(maxOverhead)).filter(([, quantity]) => quantity !== null);
  return {
    ...(asString(podSecurity) === undefined
      ? {}
      : { podSecurity: podSecurity as PodSecurityLevel }),
    ...(asString(failOn) === undefined ? {} : { failOn: failOn as LintPolicy["failOn"] }),
    ...(typeof maxWarnings === "number" ? { maxWarnings } : {}),
    ...(limits.length === 0
      ? {}
      : { maxOverhead: Object.fromEntries(limits.map(([name, value]) => [name, String(value)])) }),
  };
}
