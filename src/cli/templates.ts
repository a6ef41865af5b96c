import type { Command } from "commander";
import type { Io } from "../io/io.ts";
import { addColourOption, collect, type ReportOptions } from "./options.ts";
import { podSecurityOption } from "./pod-security-option.ts";
import type { CheckTemplatesOptions } from "./run-templates-check.ts";
import type { ImagesOptions } from "./run-templates-images.ts";
import { defineNew } from "./templates-new.ts";
import { defineSchema } from "./templates-schema.ts";

/** The options of the commands below `templates`. */
export interface TemplatesOptions extends Pick<ReportOptions, "color" | "strict"> {
  readonly templateDir?: readonly string[];
  readonly config?: string;
  readonly output?: "yaml";
}

const HELP = `
Examples:
  kube-sidecar templates list
  kube-sidecar templates show fluent-bit
  kube-sidecar templates show envoy -o yaml > my-envoy.yaml
  kube-sidecar templates check sidecars/alloydb-auth-proxy.yaml
  kube-sidecar templates new audit-log --role logging --dir sidecars
`;

const CHECK_HELP = `
Examples:
  kube-sidecar templates check sidecars
  kube-sidecar templates check --pairs sidecars fluent-bit envoy
`;

const IMAGES_HELP = `
Examples:
  kube-sidecar templates images fluent-bit envoy
  kube-sidecar templates images -o name
`;

/** Adds the command `templates` and those below it to the program; `done` gets the exit code. */
export function defineTemplates(program: Command, io: Io, done: (code: number) => void): void {
  const templates = program
    .command("templates")
    .summary("list, show, check and start templates")
    .description("Lists, shows, checks and starts sidecar templates, built-in ones and your own.")
    .helpCommand(false)
    .enablePositionalOptions()
    .addHelpText("after", HELP);
  defineList(templates, io, done);
  defineShow(templates, io, done);
  defineImages(templates, io, done);
  defineCheck(templates, io, done);
  defineNew(templates, io, done);
  defineSchema(templates, io, done);
}

function defineList(templates: Command, io: Io, done: (code: number) => void): void {
  const list = templates
    .command("list")
    .summary("list all templates by role")
    .description("Lists all templates by role: built-in ones and your own.");
  addSourceOptions(list)
    .addHelpText("after", "\nExample:\n  kube-sidecar templates list --template-dir sidecars\n")
    .action(async (options: TemplatesOptions) => {
      const { listTemplates } = await import("./run-templates-list.ts");
      done(await listTemplates(io, options));
    });
}

function defineShow(templates: Command, io: Io, done: (code: number) => void): void {
  const show = templates
    .command("show")
    .summary("show what a template adds, costs and takes")
    .description(
      "Shows what a template adds to a pod, what it costs, what has to change elsewhere,\n" +
        "its parameters, and the pod that it makes.",
    );
  addSourceOptions(show.argument("<template>", "name of the template"))
    .addOption(show.createOption("-o, --output <form>", "print its file instead").choices(["yaml"]))
    .addHelpText("after", "\nExample:\n  kube-sidecar templates show fluent-bit\n")
    .action(async (name: string, options: TemplatesOptions) => {
      const { showTemplate } = await import("./run-templates-show.ts");
      done(await showTemplate(io, name, options));
    });
}

function defineImages(templates: Command, io: Io, done: (code: number) => void): void {
  const images = templates
    .command("images")
    .summary("list the images that templates bring")
    .description(
      "Lists the images that templates bring into pods, and the parameters that set them, for mirrors,\n" +
        "scanners and signatures. A digest works in each of the parameters.",
    )
    .argument("[template...]", "names of templates (default: all there are)");
  addSourceOptions(images)
    .addOption(
      images
        .createOption("-o, --output <form>", "print the images alone, each once, or JSON")
        .choices(["name", "json"]),
    )
    .addHelpText("after", IMAGES_HELP)
    .action(async (names: readonly string[], options: ImagesOptions) => {
      const { listImages } = await import("./run-templates-images.ts");
      done(await listImages(io, names, options));
    });
}

function defineCheck(templates: Command, io: Io, done: (code: number) => void): void {
  const check = templates
    .command("check")
    .summary("check templates, and try them on a plain pod")
    .description(
      "Checks files of templates, and what lint finds in a plain pod that has them. The exit code\n" +
        "is 2 if a template is invalid, 1 if lint finds what the template does not declare.",
    )
    .argument("[targets...]", "files, folders and names of templates (default: all there are)")
    .option("--pairs", "try each two of them in one pod as well")
    .addOption(podSecurityOption(templates).default("restricted"))
    .option("--strict", "let warnings fail, as errors do");
  addSourceOptions(check)
    .addHelpText("after", CHECK_HELP)
    .action(async (targets: readonly string[], options: CheckTemplatesOptions) => {
      const { checkTemplates } = await import("./run-templates-check.ts");
      done(await checkTemplates(io, targets, options));
    });
}

function addSourceOptions(command: Command): Command {
  return addColourOption(command)
    .option("--template-dir <folder>", "folder of your own templates; may be repeated", collect)
    .option("-c, --config <file>", "config file (default: kube-sidecar.yaml, here or above)");
}
