import type { Command } from "commander";
import type { Io } from "../io/io.ts";
import { addEditOption, type EditOptions } from "./edit-options.ts";
import { EXIT } from "./exit-codes.ts";
import {
  addChoiceOptions,
  addInputOptions,
  addReportOptions,
  addResultOptions,
  type ChoiceOptions,
  type InputOptions,
  type ReportOptions,
  type ResultOptions,
} from "./options.ts";
import { addTemplateOptions, type TemplateOptions } from "./template-options.ts";

/** The options of `inject`. */
export interface InjectOptions
  extends InputOptions,
    TemplateOptions,
    EditOptions,
    ChoiceOptions,
    ResultOptions,
    ReportOptions {}

const HELP = `
Examples:
  # Inject the built-in log shipper, and apply
  kube-sidecar inject -t fluent-bit -f deploy.yaml | kubectl apply -f -

  # See first what would change
  kube-sidecar inject -t fluent-bit --diff deploy.yaml

  # Two sidecars into what kustomize builds, one with a parameter
  kubectl kustomize overlay | kube-sidecar inject -t fluent-bit,envoy --set fluent-bit.logDir=/logs

  # All workloads of a folder that have a label, in place
  kube-sidecar inject -t envoy -l app=cart -w -R k8s/

  # A template of your own
  kube-sidecar inject --template-dir sidecars -t alloydb-auth-proxy --values values.yaml deploy.yaml

  # Move a sidecar off a port that the app uses
  kube-sidecar inject -t statsd-exporter --on-port-conflict reassign conflict.yaml
`;

/** Adds the command `inject` to the program; `done` gets its exit code. */
export function defineInject(program: Command, io: Io, done: (code: number) => void): void {
  const command = program
    .command("inject")
    .summary("inject sidecars into manifests")
    .description(
      "Injects sidecar templates into every pod template of the manifests. The manifests go to\n" +
        "stdout, the report to stderr. After an error nothing is written.",
    );
  addInputOptions(command);
  addTemplateOptions(command);
  addChoiceOptions(command);
  addEditOption(addResultOptions(command), "overwrite").addOption(
    command
      .createOption("-o, --output <form>", "print RFC 6902 patches instead of manifests")
      .choices(["json-patch"]),
  );
  addReportOptions(command)
    .option("--explain", "say for each workload what chose its templates and values")
    .option("--strict", "let warnings fail, as errors do")
    .option("--report <file>", "write the report to a file as well")
    .addHelpText("after", HELP)
    .action(async (paths: readonly string[], options: InjectOptions) => {
      const { runInject } = await import("./run-inject.ts");
      const code = await runInject(io, paths, options);
      if (code === undefined) command.outputHelp({ error: true });
      done(code ?? EXIT.usage);
    });
}
