import type { Command } from "commander";
import type { Io } from "../io/io.ts";
import { addEditOption, type EditOptions } from "./edit-options.ts";
import { EXIT } from "./exit-codes.ts";
import {
  addFilterOptions,
  addInputOptions,
  addReportOptions,
  addResultOptions,
  collect,
  collectList,
  type FilterOptions,
  type InputOptions,
  type ReportOptions,
  type ResultOptions,
} from "./options.ts";

/** The options of `eject`. */
export interface EjectOptions
  extends InputOptions,
    EditOptions,
    FilterOptions,
    ResultOptions,
    ReportOptions {
  readonly template?: readonly string[];
  readonly config?: string;
  readonly templateDir?: readonly string[];
}

const HELP = `
Examples:
  # The manifests as they were before
  kube-sidecar inject -t fluent-bit,envoy deploy.yaml | kube-sidecar eject

  # One sidecar of several, in place
  kube-sidecar eject -t fluent-bit -w deploy.yaml

  # Is anything left of what was injected?
  kube-sidecar eject --check -R k8s/
`;

/** Adds the command `eject` to the program; `done` gets its exit code. */
export function defineEject(program: Command, io: Io, done: (code: number) => void): void {
  const command = program
    .command("eject")
    .summary("take out what inject put in")
    .description(
      "Takes out of the manifests exactly what inject put in. The manifests go to stdout, the\n" +
        "report to stderr. After an error nothing is written.",
    );
  addInputOptions(command)
    .optionsGroup("Templates:")
    .option("-t, --template <template>", "only these; several with commas", collectList)
    .option(
      "-c, --config <file>",
      "config file that names kinds and folders of templates (default: as for inject)",
    )
    .option("--template-dir <folder>", "folder of your own templates; may be repeated", collect);
  addFilterOptions(command);
  addEditOption(addResultOptions(command), "take out as well");
  addReportOptions(command)
    .addHelpText("after", HELP)
    .action(async (paths: readonly string[], options: EjectOptions) => {
      const { runEject } = await import("./run-eject.ts");
      const code = await runEject(io, paths, options);
      if (code === undefined) command.outputHelp({ error: true });
      done(code ?? EXIT.usage);
    });
}
