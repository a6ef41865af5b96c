import type { Command } from "commander";
import type { Io } from "../io/io.ts";
import { addColourOption, type ReportOptions } from "./options.ts";

/** The options of `kustomize install` and `kustomize uninstall`. */
export interface PluginOptions {
  readonly dir?: string;
}

/** The options of `kustomize doctor`. */
export type DoctorOptions = Pick<ReportOptions, "color">;

const HELP = `
Examples:
  kube-sidecar kustomize install
  kubectl kustomize --enable-alpha-plugins overlays/prod | kubectl apply -f -
  kube-sidecar kustomize doctor overlays/prod
`;

/** Adds the command `kustomize` and those below it to the program; `done` gets the exit code. */
export function defineKustomize(program: Command, io: Io, done: (code: number) => void): void {
  const kustomize = program
    .command("kustomize")
    .summary("install, remove and examine the plugin of kustomize")
    .description(
      "Puts kube-sidecar where kustomize looks for plugins, so that a kustomization can list a\n" +
        "SidecarInjector under transformers and a SidecarLint under validators.",
    )
    .helpCommand(false)
    .enablePositionalOptions()
    .addHelpText("after", HELP);
  defineInstall(kustomize, io, done);
  defineUninstall(kustomize, io, done);
  defineDoctor(kustomize, io, done);
}

function defineInstall(kustomize: Command, io: Io, done: (code: number) => void): void {
  kustomize
    .command("install")
    .summary("put links where kustomize looks for plugins")
    .description(
      "Puts links to this program where kustomize looks for plugins, and says where and why there.",
    )
    .option("--dir <folder>", "plugin home to use (default: the one that kustomize finds)")
    .addHelpText("after", "\nExample:\n  kube-sidecar kustomize install\n")
    .action(async (options: PluginOptions) => {
      const { installPlugin } = await import("./kustomize/run-install.ts");
      done(installPlugin(io, options));
    });
}

function defineUninstall(kustomize: Command, io: Io, done: (code: number) => void): void {
  kustomize
    .command("uninstall")
    .summary("take the links away")
    .description("Takes away what install has put there, and nothing else.")
    .option("--dir <folder>", "plugin home to clear (default: all that kustomize may find)")
    .addHelpText("after", "\nExample:\n  kube-sidecar kustomize uninstall\n")
    .action(async (options: PluginOptions) => {
      const { uninstallPlugin } = await import("./kustomize/run-uninstall.ts");
      done(uninstallPlugin(io, options));
    });
}

function defineDoctor(kustomize: Command, io: Io, done: (code: number) => void): void {
  const doctor = kustomize
    .command("doctor")
    .summary("find what keeps the plugin from being run")
    .description(
      "Finds what keeps kubectl and kustomize from running the plugin, above all where they say\n" +
        "nothing: in the installation, and in a kustomization and the folders that it names.",
    )
    .argument("[folder]", "folder of a kustomization to examine as well");
  addColourOption(doctor)
    .addHelpText("after", "\nExample:\n  kube-sidecar kustomize doctor overlays/prod\n")
    .action(async (folder: string | undefined, options: DoctorOptions) => {
      const { runDoctor } = await import("./kustomize/run-doctor.ts");
      done(await runDoctor(io, folder, options));
    });
}
