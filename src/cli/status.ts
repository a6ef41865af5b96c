import type { Command } from "commander";
import type { Io } from "../io/io.ts";
import { EXIT } from "./exit-codes.ts";
import {
  addChoiceOptions,
  addColourOption,
  addInputOptions,
  type ChoiceOptions,
  type InputOptions,
  type ReportOptions,
} from "./options.ts";
import { addTemplateOptions, type TemplateOptions } from "./template-options.ts";

/** The options of `status`. */
export interface StatusOptions
  extends InputOptions,
    ChoiceOptions,
    TemplateOptions,
    Pick<ReportOptions, "color" | "explain"> {
  readonly format: "text" | "json";
}

const HELP = `
States:
  current    as its template would put it in now, with the values that are given
  outdated   the template or its parameters have changed since
  edited     somebody has changed by hand what was injected
  missing    asked for (by -t, the config or an annotation) and not injected
  unknown    its template is not known here (see --template-dir), or the marker is damaged
  not ours   a sidecar that people or other programs have put in

Examples:
  kube-sidecar status -R k8s/
  kubectl get deployments,statefulsets -A -o yaml | kube-sidecar status
  kube-sidecar status --format json -R k8s/ | jq '.workloads[].sidecars[].state'
`;

/** Adds the command `status` to the program; `done` gets its exit code. */
export function defineStatus(program: Command, io: Io, done: (code: number) => void): void {
  const command = program
    .command("status")
    .summary("show which workload has which sidecars, and in which state")
    .description(
      "Shows which workload has which sidecars, and whether they are as their templates would put\n" +
        "them in now. What a live cluster adds to manifests by itself is no difference.",
    );
  addInputOptions(command);
  addChoiceOptions(command);
  addTemplateOptions(command);
  command
    .optionsGroup("Output:")
    .option("--explain", "say what differs")
    .addOption(
      command
        .createOption("--format <format>", "form of the output")
        .choices(["text", "json"])
        .default("text"),
    );
  addColourOption(command)
    .addHelpText("after", HELP)
    .action(async (paths: readonly string[], options: StatusOptions) => {
      const { runStatus } = await import("./run-status.ts");
      const code = await runStatus(io, paths, options);
      if (code === undefined) command.outputHelp({ error: true });
      done(code ?? EXIT.usage);
    });
}
