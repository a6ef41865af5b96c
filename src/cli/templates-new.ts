import type { Command } from "commander";
import type { Io } from "../io/io.ts";
import { ROLES } from "../template/roles.ts";

/** The options of `templates new`. */
export interface NewTemplateOptions {
  readonly role?: string;
  readonly dir: string;
}

const WIDTH = Math.max(...Object.keys(ROLES).map((role) => role.length));
const roles = Object.entries(ROLES).map(([role, does]) => `  ${role.padEnd(WIDTH)}  ${does}\n`);

const HELP = `
Roles:
${roles.join("")}
Example:
  kube-sidecar templates new audit-log --role logging --dir sidecars
`;

/** Adds the command `templates new`; `done` gets the exit code. */
export function defineNew(templates: Command, io: Io, done: (code: number) => void): void {
  templates
    .command("new")
    .summary("start a template of your own")
    .description(
      "Writes the start of a template of your own to NAME.yaml: valid, with comments that say why\n" +
        "and what to change, and beside it the schema by which editors complete and check fields.",
    )
    .argument("<name>", "name of the template, a DNS label")
    .option("--role <role>", "what the sidecar is for, see below; required")
    .option("--dir <folder>", "folder to write to, made where it is missing", ".")
    .addHelpText("after", HELP)
    .action(async (name: string, options: NewTemplateOptions) => {
      const { newTemplate } = await import("./run-templates-new.ts");
      done(newTemplate(io, name, options));
    });
}
