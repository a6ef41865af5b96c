import type { Command } from "commander";
import { NEWEST_KUBERNETES } from "../config/kube-version.ts";
import { collect, collectList } from "./options.ts";

/** Which templates there are and are asked for, with which values. */
export interface TemplateOptions {
  readonly template?: readonly string[];
  readonly templateDir?: readonly string[];
  readonly config?: string;
  readonly set?: readonly string[];
  readonly values?: readonly string[];
  readonly env?: string;
  readonly kubeVersion?: string;
  readonly onPortConflict?: "fail" | "reassign";
  readonly imageRegistry?: string;
}

/** Adds `-t`, the options of values and of the config, and `--kube-version`. */
export function addTemplateOptions(command: Command): Command {
  return command
    .optionsGroup("Templates and values:")
    .option("-t, --template <template>", "template to inject; several with commas", collectList)
    .option("--template-dir <folder>", "folder of your own templates; may be repeated", collect)
    .option("--set <[template.]param=value>", "value of a parameter; may be repeated", collect)
    .option("--values <file>", "file of values: template, parameter, value", collect)
    .option("--env <environment>", "environment of the config file whose values apply")
    .option("-c, --config <file>", "config file (default: kube-sidecar.yaml, here or above)")
    .option(
      "--kube-version <1.x>",
      `Kubernetes that the manifests are for (default: 1.${NEWEST_KUBERNETES})`,
    )
    .addOption(
      command
        .createOption(
          "--on-port-conflict <action>",
          "when a port is taken: fail (the default), or move the sidecar",
        )
        .choices(["fail", "reassign"]),
    )
    .option(
      "--image-registry <host>",
      "registry that has the sidecars' images: HOST[:PORT][/PATH]",
    );
}
