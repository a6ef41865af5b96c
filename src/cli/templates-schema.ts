import type { Command } from "commander";
import type { Io } from "../io/io.ts";
import { EXIT } from "./exit-codes.ts";

const HELP = `
Put this line at the top of a template, and keep the schema beside it:
  # yaml-language-server: $schema=sidecar-template.schema.json

Example:
  kube-sidecar templates schema > sidecar-template.schema.json
`;

/** Adds the command `templates schema`; `done` gets the exit code. */
export function defineSchema(templates: Command, io: Io, done: (code: number) => void): void {
  templates
    .command("schema")
    .summary("print the JSON Schema of templates, for editors")
    .description(
      "Prints the JSON Schema (draft 2020-12) of templates. Editors complete and check fields by it.",
    )
    .addHelpText("after", HELP)
    .action(async () => {
      const { printSchema } = await import("./run-templates-schema.ts");
      printSchema(io);
      done(EXIT.ok);
    });
}
