import { configOfDocument } from "../../config/read-injector.ts";
import { secretKeeper } from "../../io/print.ts";
import { judge } from "../../lint/verdict.ts";
import { NOTHING_LINTED } from "../../outcome.ts";
import { lintSources } from "../../pipeline/lint-sources.ts";
import { rulePage } from "../../pipeline/rule-page.ts";
import { ruleTexts, settableRuleIds } from "../../pipeline/rule-texts.ts";
import type { LintReport } from "../../report/lint-report.ts";
import { renderLintText } from "../../report/lint-text.ts";
import { hasErrors } from "../../text/has-errors.ts";
import { configChanges } from "../config-changes.ts";
import { repositoryOf } from "../find-config.ts";
import { VERSION } from "../version.ts";
import { buildRequest } from "./build-request.ts";
import { failureOf, type PluginJob, type PluginOutcome } from "./plugin-outcome.ts";

/** Returns the build as it is, and what a SidecarLint makes of it. */
export async function lintBuild({ io, config, input }: PluginJob): Promise<PluginOutcome> {
  const read = configOfDocument(config.kind, config.document, settableRuleIds());
  const before = [...config.problems, ...read.problems];
  const { injector } = read;
  const { podSecurity, maxOverhead, failOn = "error", maxWarnings } = injector?.lintLimits ?? {};
  const linted =
    injector === undefined || hasErrors(before)
      ? NOTHING_LINTED
      : lintSources({
          ...buildRequest(input, injector, [], secretKeeper(io)),
          inject: "none",
          settings: {},
          ...(podSecurity === undefined ? {} : { podSecurity }),
          ...(maxOverhead === undefined ? {} : { maxOverhead }),
        });
  const outcome = { ...linted, problems: [...before, ...linted.problems] };
  const limit = maxWarnings === undefined ? {} : { maxWarnings };
  const verdict = judge(outcome, { failOn, counts: "all", ...limit });
  const report: LintReport = {
    outcome,
    verdict,
    rules: ruleTexts(),
    explain: (id) => rulePage(id) ?? "",
    version: VERSION,
    notes: [],
    changes: configChanges(injector, []),
    shown: "all",
    repository: repositoryOf(io),
  };
  const errors = outcome.problems.filter(({ severity }) => severity === "error");
  const reasons = [...errors, ...verdict.counted, ...outcome.warnings];
  return {
    output: input.text,
    ...(verdict.failed ? { failure: failureOf(reasons) ?? "a check fails" } : {}),
    remarks: outcome,
    summary: (style) => renderLintText({ ...report, changes: [], shown: "counted" }, style),
    report: (style) => renderLintText(report, style),
  };
}
