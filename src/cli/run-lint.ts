import type { LintLimits } from "../config/lint-limits.ts";
import type { Io } from "../io/io.ts";
import { printCommands, printText } from "../io/print.ts";
import { appendReport, writeReport } from "../io/write-report.ts";
import { judge, type LintPolicy } from "../lint/verdict.ts";
import { type LintOutcome, NOTHING_LINTED } from "../outcome.ts";
import { lintSources } from "../pipeline/lint-sources.ts";
import { rulePage } from "../pipeline/rule-page.ts";
import { ruleTexts, settableRuleIds } from "../pipeline/rule-texts.ts";
import { renderGithubSummary } from "../report/lint-github-summary.ts";
import type { LintReport } from "../report/lint-report.ts";
import { LINT_REPORTERS, type LintFormat } from "../report/lint-reporters.ts";
import { PLAIN_STYLE } from "../report/style.ts";
import { hasErrors } from "../text/has-errors.ts";
import { UserError } from "../text/user-error.ts";
import { refuseKustomize } from "./check-options.ts";
import { styleFor } from "./colour.ts";
import { EXIT, type ExitCode } from "./exit-codes.ts";
import { repositoryOf } from "./find-config.ts";
import { inputSources } from "./input-sources.ts";
import { leftOutFiles } from "./left-out-files.ts";
import type { LintOptions } from "./lint.ts";
import { parseOverheadLimits } from "./overhead-flag.ts";
import { withProgress } from "./progress.ts";
import { type RequestRead, readRequest } from "./read-request.ts";
import { type Setup, shownChanges } from "./read-setup.ts";
import { parseRuleFlags } from "./rule-flag.ts";
import { VERSION } from "./version.ts";

/** Runs `lint` and returns its exit code; undefined where there is nothing to check but a terminal. */
export async function runLint(
  io: Io,
  paths: readonly string[],
  options: LintOptions,
): Promise<ExitCode | undefined> {
  refuseKustomize("lint", options);
  const injects = options.template !== undefined || options.inject === true;
  if (options.onlyIntroduced && !injects) {
    throw new UserError(
      "--only-introduced is about an injection: name templates with -t, or use --inject",
    );
  }
  const settings = parseRuleFlags(options.rule ?? [], settableRuleIds());
  const maxOverhead = parseOverheadLimits(options.maxOverhead ?? []);
  const inputs = inputSources(io, paths, options);
  if (inputs === undefined) return undefined;
  const read = await readRequest(io, inputs, options);
  const { request } = read;
  const outcome =
    request === undefined
      ? NOTHING_LINTED
      : await withProgress(io, options, (show) =>
          lintSources({
            ...request,
            inject: injects ? "asked" : "none",
            settings,
            ...limitsOf(read.setup),
            ...(options.pss === undefined ? {} : { podSecurity: options.pss }),
            ...(maxOverhead === undefined ? {} : { maxOverhead }),
            observe: (stage, index) => show(stage, index, request.sources.length),
          }),
        );
  const all = {
    files: [...outcome.files, ...inputs.problems.map(({ place }) => place.file)],
    warnings: [...inputs.warnings, ...outcome.warnings],
  };
  const notes = [...read.setup.notes, ...leftOutFiles(inputs)];
  return finishLint(io, { ...read, notes }, { ...outcome, ...all }, options);
}

async function finishLint(
  io: Io,
  { setup, problems, notes }: RequestRead & Pick<LintReport, "notes">,
  linted: LintOutcome,
  options: LintOptions,
): Promise<ExitCode> {
  const outcome = { ...linted, problems: [...problems, ...linted.problems] };
  const verdict = judge(outcome, policyOf(limitsOf(setup), options));
  const report: LintReport = {
    outcome,
    verdict,
    rules: ruleTexts(),
    explain: (id) => rulePage(id) ?? "",
    version: VERSION,
    notes: options.quiet ? [] : notes,
    changes: shownChanges(setup, options),
    shown: options.quiet ? "counted" : "all",
    repository: repositoryOf(io),
  };
  await writeReports(io, report, options);
  if (hasErrors(outcome.problems)) return EXIT.usage;
  return verdict.failed ? EXIT.findings : EXIT.ok;
}

/** What the config asks for where no flag does. */
function limitsOf({ injector }: Setup): LintLimits {
  return injector?.lintLimits ?? {};
}

function policyOf(limits: LintLimits, flags: LintOptions): LintPolicy {
  const maxWarnings = flags.maxWarnings ?? limits.maxWarnings;
  return {
    failOn: flags.failOn ?? limits.failOn ?? "error",
    counts: flags.onlyIntroduced ? "introduced" : "all",
    ...(maxWarnings === undefined ? {} : { maxWarnings }),
  };
}

/** Files first: where they cannot be written, nothing is printed. */
async function writeReports(io: Io, report: LintReport, options: LintOptions): Promise<void> {
  if (options.report !== undefined) {
    const format = formatOfFile(options.report);
    writeReport(io, options.report, LINT_REPORTERS[format](report, PLAIN_STYLE));
  }
  const summary = io.env["GITHUB_STEP_SUMMARY"];
  if (options.format === "github" && summary)
    appendReport(io, summary, renderGithubSummary(report));
  const style = await styleFor("stdout", options.color, io);
  const text = LINT_REPORTERS[options.format](report, style);
  if (options.format === "github") printCommands(io, text);
  else printText(io, text);
  // The other forms have no place for them.
  if (options.format !== "text") io.writeStderr(notesText(report.notes));
}

function notesText(notes: readonly string[]): string {
  return notes.map((note) => `note: ${note}\n`).join("");
}

const EXTENSIONS: readonly (readonly [string, LintFormat])[] = [
  [".json", "json"],
  [".sarif", "sarif"],
  [".sarif.json", "sarif"],
  [".xml", "junit"],
];

function formatOfFile(path: string): LintFormat {
  const [, format = "text"] =
    EXTENSIONS.findLast(([extension]) => path.toLowerCase().endsWith(extension)) ?? [];
  return format;
}
