import { configOfDocument } from "../../config/read-injector.ts";
import { isStopping } from "../../inject/report-workload.ts";
import { boundOfNamed, DEFAULT_REACH } from "../../io/bound.ts";
import { secretKeeper } from "../../io/print.ts";
import type { RunOutcome } from "../../outcome.ts";
import { settableRuleIds } from "../../pipeline/rule-texts.ts";
import { injectSources } from "../../pipeline.ts";
import type { Report } from "../../report/report.ts";
import { renderText } from "../../report/text.ts";
import { hasErrors } from "../../text/has-errors.ts";
import { configChanges } from "../config-changes.ts";
import { readTemplateFiles } from "../read-template-files.ts";
import { buildRequest } from "./build-request.ts";
import { failureOf, type PluginJob, type PluginOutcome } from "./plugin-outcome.ts";

/** Returns the build with what a SidecarInjector injects. */
export async function injectBuild({ io, config, input }: PluginJob): Promise<PluginOutcome> {
  const { injector, problems } = configOfDocument(config.kind, config.document, settableRuleIds());
  // kustomize runs plugins in the folder of the kustomization that lists them.
  const bound = boundOfNamed(io, ".", DEFAULT_REACH);
  const paths = (injector?.templateDirs ?? []).map((path) => (bound ? { path, bound } : { path }));
  const own = await readTemplateFiles(io, paths, DEFAULT_REACH);
  const before = [...config.problems, ...problems, ...own.problems];
  const run: RunOutcome =
    injector === undefined || hasErrors(before)
      ? { outcomes: [], problems: [], warnings: [] }
      : injectSources(buildRequest(input, injector, own.templates, secretKeeper(io)));
  const result = { ...run, problems: [...before, ...run.problems] };
  const failure = failureOf(reasonsToStop(result, injector?.strict));
  const whole: Report = {
    ...result,
    notes: configChanges(injector, own.templates),
    least: "info",
    workloads: "shown",
    ...(failure === undefined
      ? { stage: "done", conclusion: "" }
      : { stage: "planned", conclusion: "nothing was injected" }),
  };
  return {
    output: result.outcomes[0]?.output ?? input.text,
    ...(failure === undefined ? {} : { failure }),
    remarks: { ...result, findings: result.outcomes.flatMap(({ findings }) => findings) },
    summary: (style) => renderText({ ...whole, least: "warning", workloads: "hidden" }, style),
    report: (style) => renderText(whole, style),
  };
}

/** Errors, those of findings that the injection brings in; where warnings fail, they do so as well. */
function reasonsToStop(
  { outcomes, problems, warnings }: RunOutcome,
  strict: true | undefined,
): Parameters<typeof failureOf>[0] {
  const findings = outcomes.flatMap((outcome) => outcome.findings);
  const errors = [
    ...problems.filter(({ severity }) => severity === "error"),
    ...findings.filter(isStopping),
  ];
  if (!strict) return errors;
  const minor = [...problems, ...findings].filter((one) => one.severity !== "info");
  return [...errors, ...minor.filter((one) => !errors.includes(one)), ...warnings];
}
