import { renderLintGithub } from "./lint-github.ts";
import { renderLintJson } from "./lint-json.ts";
import { renderLintJunit } from "./lint-junit.ts";
import type { LintReporter } from "./lint-report.ts";
import { renderLintSarif } from "./lint-sarif.ts";
import { renderLintText } from "./lint-text.ts";

/** The name of a form of the lint report, as `--format` takes it. */
export type LintFormat = "text" | "json" | "sarif" | "github" | "junit";

/** The forms of a lint report; a new one is one entry. */
export const LINT_REPORTERS: Readonly<Record<LintFormat, LintReporter>> = {
  text: renderLintText,
  json: renderLintJson,
  sarif: renderLintSarif,
  github: renderLintGithub,
  junit: renderLintJunit,
};
