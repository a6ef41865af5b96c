// The options that commands share, each under the name that kubectl gives it where kubectl has it.

import type { Command } from "commander";
import type { Inclusion } from "../manifest/recognise.ts";
import { parseSize } from "./parse-size.ts";

/** What to read. */
export interface InputOptions extends ReachOptions {
  readonly filename?: readonly string[];
  readonly recursive?: true;
  readonly kustomize?: string;
}

/** How far the reading goes. */
export interface ReachOptions {
  readonly root?: string;
  /** In bytes. */
  readonly maxFileSize?: number;
}

/** Which workloads to look at. */
export interface FilterOptions {
  readonly includeIncomplete?: true;
  readonly includeOwned?: true;
  readonly selector?: string;
  readonly namespace?: readonly string[];
  readonly kind?: readonly string[];
  readonly name?: readonly string[];
}

/** Which workloads get sidecars. */
export interface ChoiceOptions extends FilterOptions {
  readonly appContainer?: string;
  readonly helmHooks?: true;
}

/** What to do with the result. */
export interface ResultOptions {
  readonly write?: true;
  readonly diff?: true;
  readonly check?: true;
  readonly output?: "json-patch";
}

/** What is said of it. */
export interface ReportOptions {
  readonly quiet?: true;
  readonly strict?: true;
  readonly explain?: true;
  readonly color: "auto" | "always" | "never";
  readonly report?: string;
}

/** Adds a value to those that the option got before. */
export function collect(value: string, before: readonly string[] = []): readonly string[] {
  return [...before, value];
}

/** As `collect`, for options that take several values with commas between them. */
export function collectList(value: string, before: readonly string[] = []): readonly string[] {
  return [
    ...before,
    ...value
      .split(",")
      .map((item) => item.trim())
      .filter((item) => item !== ""),
  ];
}

/** Adds `-f`, `-R`, `--root`, `--max-file-size` and the answer to `-k`. */
export function addInputOptions(command: Command): Command {
  return command
    .argument("[paths...]", "files and folders, as with -f")
    .optionsGroup("Input:")
    .option("-f, --filename <path>", "file, folder or - for stdin; may be repeated", collect)
    .option("-R, --recursive", "search folders in folders too (not .hidden ones or node_modules)")
    .option("--root <folder>", "read no file outside of this folder (default: the repository)")
    .option(
      "--max-file-size <size>",
      "the most for a file of a folder, e.g. 100Mi (default: 64Mi)",
      parseSize,
    )
    .addOption(command.createOption("-k, --kustomize <folder>").hideHelp());
}

/** Adds `-l`, `-n`, `--kind` and `--name`. */
export function addFilterOptions(command: Command): Command {
  return command
    .optionsGroup("Workloads:")
    .option("-l, --selector <selector>", "only those with such labels, e.g. app=web,tier!=back")
    .option("-n, --namespace <name>", "only those in this namespace", collectList)
    .option("--kind <kind>", "only those of this kind, e.g. Deployment,sts", collectList)
    .option("--name <name>", "only those of this name", collectList)
    .option("--include-incomplete", "patches and other parts of workloads, too")
    .option("--include-owned", "what a controller has made, too, such as pods of a ReplicaSet");
}

/** As `addFilterOptions`, and adds `--helm-hooks` and `--app-container`. */
export function addChoiceOptions(command: Command): Command {
  return addFilterOptions(command)
    .option("--helm-hooks", "Helm hooks too; otherwise only those whose annotation asks")
    .option("--app-container <name>", "container that is the app, where the pod does not show it");
}

/** Returns what the options take for workloads although it does not stand for itself. */
export function inclusionsOf({
  includeIncomplete,
  includeOwned,
}: FilterOptions): readonly Inclusion[] {
  return [
    ...(includeIncomplete ? (["incomplete"] as const) : []),
    ...(includeOwned ? (["owned"] as const) : []),
  ];
}

/** Adds `-w`, `--diff` and `--check`. */
export function addResultOptions(command: Command): Command {
  return command
    .optionsGroup("Result:")
    .option("-w, --write", "change the files in place instead of printing the manifests")
    .option("--diff", "print what would change as a unified diff")
    .option("--check", "print no manifests; exit 1 if something would change");
}

/** Adds `-q` and `--color`. */
export function addReportOptions(command: Command): Command {
  command
    .optionsGroup("Report (on stderr):")
    .option("-q, --quiet", "say nothing but what makes the command fail");
  return addColourOption(command);
}

/** Adds `--color`. */
export function addColourOption(command: Command): Command {
  return command.addOption(
    command
      .createOption("--color <when>", "whether to use colours")
      .choices(["auto", "always", "never"])
      .default("auto"),
  );
}
