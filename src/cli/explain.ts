import type { Command } from "commander";
import type { Io } from "../io/io.ts";

const HELP = `
Examples:
  kube-sidecar explain
  kube-sidecar explain port-conflict
`;

/** Adds the command `explain` to the program; `done` gets its exit code. */
export function defineExplain(program: Command, io: Io, done: (code: number) => void): void {
  program
    .command("explain")
    .summary("say what a check means and how to mend what it finds")
    .description(
      "Says what a check means and how to mend what it finds; without a name, lists all.",
    )
    .argument("[rule]", "id of the check, as findings name it")
    .addHelpText("after", HELP)
    .action(async (id: string | undefined) => {
      const { runExplain } = await import("./run-explain.ts");
      done(runExplain(io, id));
    });
}
