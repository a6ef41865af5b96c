import type { Command } from "commander";
import type { Io } from "../io/io.ts";
import type { PodSecurityLevel } from "../lint/rule.ts";
import type { LintFormat } from "../report/lint-reporters.ts";
import { EXIT } from "./exit-codes.ts";
import {
  addChoiceOptions,
  addColourOption,
  addInputOptions,
  type ChoiceOptions,
  collectList,
  type InputOptions,
  type ReportOptions,
} from "./options.ts";
import { parseCount } from "./parse-count.ts";
import { podSecurityOption } from "./pod-security-option.ts";
import { addTemplateOptions, type TemplateOptions } from "./template-options.ts";

/** The options of `lint`. */
export interface LintOptions
  extends InputOptions,
    ChoiceOptions,
    TemplateOptions,
    Pick<ReportOptions, "quiet" | "color" | "report"> {
  readonly inject?: true;
  readonly onlyIntroduced?: true;
  readonly rule?: readonly string[];
  readonly failOn?: "error" | "warning" | "never";
  readonly maxWarnings?: number;
  readonly pss?: PodSecurityLevel;
  readonly maxOverhead?: readonly string[];
  readonly format: LintFormat;
}

const HELP = `
Examples:
  # What is wrong with the pods of a folder
  kube-sidecar lint -R k8s/

  # What a sidecar would break, and nothing else counts
  kube-sidecar lint -t statsd-exporter --only-introduced deploy.yaml

  # In GitHub Actions: annotations at the lines, or alerts by SARIF
  kube-sidecar lint -R k8s/ --format github
  kube-sidecar lint -R k8s/ --format sarif > kube-sidecar.sarif

  # With the Pod Security Standards, and with what sidecars may cost
  kube-sidecar lint --pss baseline --max-overhead cpu=500m,memory=512Mi deploy.yaml

  # What a finding means
  kube-sidecar explain port-conflict
`;

/** Adds the command `lint` to the program; `done` gets its exit code. */
export function defineLint(program: Command, io: Io, done: (code: number) => void): void {
  const command = program
    .command("lint")
    .summary("find what breaks when containers share a pod")
    .description(
      "Checks the pods of manifests as they are, or with -t as they would be after an injection.\n" +
        "The findings go to stdout; the exit code is 1 where one of them counts.",
    );
  addInputOptions(command);
  addChoiceOptions(command);
  addCheckOptions(command);
  addTemplateOptions(command)
    .option("--inject", "inject in memory what the config and annotations ask for")
    .option("--only-introduced", "only what the injection brings in makes the command fail");
  addOutputOptions(command)
    .addHelpText("after", HELP)
    .action(async (paths: readonly string[], options: LintOptions) => {
      const { runLint } = await import("./run-lint.ts");
      const code = await runLint(io, paths, options);
      if (code === undefined) command.outputHelp({ error: true });
      done(code ?? EXIT.usage);
    });
}

function addCheckOptions(command: Command): void {
  command
    .optionsGroup("Checks:")
    .option("--rule <id=setting>", "set a check to off, warning or error", collectList)
    .addOption(
      command
        .createOption(
          "--fail-on <severity>",
          "the least severity that makes the command fail, error by default",
        )
        .choices(["error", "warning", "never"]),
    )
    .option("--max-warnings <n>", "fail where there are more warnings than this", parseCount)
    .addOption(podSecurityOption(command))
    .option(
      "--max-overhead <limits>",
      "what the sidecars of a pod may request, e.g. cpu=500m,memory=512Mi",
      collectList,
    );
}

function addOutputOptions(command: Command): Command {
  command
    .optionsGroup("Report (on stdout):")
    .addOption(
      command
        .createOption("--format <format>", "form of the report")
        .choices(["text", "json", "sarif", "github", "junit"])
        .default("text"),
    )
    .option(
      "--report <file>",
      "write it to a file as well; .json, .sarif and .xml decide the form of that",
    )
    .option("-q, --quiet", "say nothing but what makes the command fail");
  return addColourOption(command);
}
