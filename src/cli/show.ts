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

/** The options of `show`. */
export interface ShowOptions
  extends InputOptions,
    ChoiceOptions,
    TemplateOptions,
    Pick<ReportOptions, "color"> {
  readonly inject?: true;
}

const HELP = `
Boxes stand in the order in which the containers start. The left side of a sidecar's box goes
on for as long as it runs. Lines at the right join those who have the same volume: an arrow
from a box for who writes to it, to a box for who reads from it.

Examples:
  kube-sidecar show deploy.yaml
  kube-sidecar show -t fluent-bit,envoy deploy.yaml
  kube-sidecar show -R --kind Deployment -n prod k8s/
`;

/** Adds the command `show` to the program; `done` gets its exit code. */
export function defineShow(program: Command, io: Io, done: (code: number) => void): void {
  const command = program
    .command("show")
    .summary("draw the pods of manifests")
    .description(
      "Draws the pods of manifests as they are, or with -t as they would be after an injection:\n" +
        "who starts when, which ports are taken, which volumes are shared.",
    );
  addInputOptions(command);
  addChoiceOptions(command);
  addTemplateOptions(command).option(
    "--inject",
    "inject in memory what the config and annotations ask for",
  );
  addColourOption(command.optionsGroup("Output:"))
    .addHelpText("after", HELP)
    .action(async (paths: readonly string[], options: ShowOptions) => {
      const { runShow } = await import("./run-show.ts");
      const code = await runShow(io, paths, options);
      if (code === undefined) command.outputHelp({ error: true });
      done(code ?? EXIT.usage);
    });
}
