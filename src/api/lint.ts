import type { RuleSetting } from "../lint/check.ts";
import type { PodSecurityLevel } from "../lint/rule.ts";
import { judge, type LintPolicy } from "../lint/verdict.ts";
import { type LintOutcome, NOTHING_LINTED } from "../outcome.ts";
import { lintSources } from "../pipeline/lint-sources.ts";
import { hasErrors } from "../text/has-errors.ts";
import { type InjectionOptions, injectionRequest } from "./injection-options.ts";
import { printableFindings, printableRemarks } from "./printable-remarks.ts";
import { type Content, sourceOf, type TextFile } from "./text-file.ts";

/** What `lint` checks, and what of it counts. */
export interface LintOptions extends InjectionOptions, Partial<LintPolicy> {
  /** Injects in memory what the config and annotations ask for; naming `templates` does so too. */
  readonly inject?: true;
  /** Check → what it is set to, in place of its own severity and that of the config. */
  readonly rules?: Readonly<Record<string, RuleSetting>>;
  /** The Pod Security level that sidecars have to keep. */
  readonly podSecurity?: PodSecurityLevel;
  /** What the sidecars of one pod may request, by resource: `{ cpu: "500m" }`. */
  readonly maxOverhead?: Readonly<Record<string, string>>;
}

/** What came of a check. */
export interface LintResult extends LintOutcome {
  /** False where something could not be read, or a finding counts (`failOn`, by default errors do). */
  readonly ok: boolean;
}

/**
 * Returns what is wrong with the pods of a manifest, or of several files that belong together: Services, autoscalers and
 * the like are looked at with the workloads. Throws a `UserError` for options that ask for what does not exist.
 *
 * @example
 * ```ts
 * import { lint } from "kube-sidecar";
 *
 * const pod = `apiVersion: v1
 * kind: Pod
 * metadata: {name: web}
 * spec:
 *   containers:
 *   - {name: web, image: "example.com/web:1", ports: [{containerPort: 8080}]}
 *   - {name: admin, image: "example.com/admin:1", ports: [{containerPort: 8080}]}
 * `;
 *
 * const { ok, findings } = lint(pod);
 *
 * assert(!ok && findings[0]?.rule === "port-conflict");
 * assert(findings[0]?.place.line === 7);
 * assert(lint(pod, { rules: { "port-conflict": "warning" } }).ok);
 * ```
 */
export function lint(
  manifests: Content | readonly TextFile[],
  options: LintOptions = {},
): LintResult {
  const files = isContent(manifests) ? [{ path: "manifest.yaml", content: manifests }] : manifests;
  const { problems, request } = injectionRequest(files.map(sourceOf), options);
  const limits = { ...request.injector?.lintLimits, ...options };
  const { inject, podSecurity, maxOverhead, maxWarnings } = limits;
  const read = hasErrors(problems)
    ? NOTHING_LINTED
    : lintSources({
        ...request,
        inject: inject || request.templates.length > 0 ? "asked" : "none",
        settings: options.rules ?? {},
        ...(podSecurity === undefined ? {} : { podSecurity }),
        ...(maxOverhead === undefined ? {} : { maxOverhead }),
      });
  const outcome = { ...read, problems: [...problems, ...read.problems] };
  const verdict = judge(outcome, {
    failOn: limits.failOn ?? "error",
    counts: options.counts ?? "all",
    ...(maxWarnings === undefined ? {} : { maxWarnings }),
  });
  return {
    ...outcome,
    findings: printableFindings(outcome.findings),
    problems: printableRemarks(outcome.problems),
    warnings: printableRemarks(outcome.warnings),
    ok: !verdict.failed,
  };
}

function isContent(manifests: Content | readonly TextFile[]): manifests is Content {
  return typeof manifests === "string" || manifests instanceof Uint8Array;
}
