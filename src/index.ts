// The library: pure functions over manifests as text or bytes. The command is `main.ts`.

export { type EjectOptions, eject } from "./api/eject.ts";
export { type InjectOptions, inject } from "./api/inject.ts";
export type { InjectionOptions } from "./api/injection-options.ts";
export { type LintOptions, type LintResult, lint } from "./api/lint.ts";
export type { Result } from "./api/result.ts";
export type { Content, TextFile } from "./api/text-file.ts";
export type { WorkloadOptions } from "./api/workload-options.ts";
export type { RuleSetting } from "./lint/check.ts";
export type { Finding, RelatedPlace } from "./lint/finding.ts";
export type { Overhead, OverheadAmounts } from "./lint/resources/overhead.ts";
export type { PodSecurityLevel, Severity } from "./lint/rule.ts";
export type { SuppressedFinding } from "./lint/suppress.ts";
export type { Suppression } from "./lint/suppression.ts";
export type { LintPolicy } from "./lint/verdict.ts";
export type { Value, ValueMap } from "./manifest/value.ts";
export type {
  LintedWorkload,
  LintOutcome,
  PatchOperation,
  RunWarning,
  WorkloadReport,
  WorkloadStatus,
} from "./outcome.ts";
export type { DocumentProblem } from "./text/document-problem.ts";
export type { Place } from "./text/place.ts";
export { UserError } from "./text/user-error.ts";
