import type { Command } from "commander";
import type { Io } from "../io/io.ts";
import { EXIT } from "./exit-codes.ts";

const HELP = `
Examples:
  # bash, in ~/.bashrc
  source <(kube-sidecar completion bash)

  # zsh, in ~/.zshrc, behind compinit
  source <(kube-sidecar completion zsh)

  # fish
  kube-sidecar completion fish > ~/.config/fish/completions/kube-sidecar.fish

kubectl completes "kubectl sidecar" by itself where its own completion is set up, and
kubectl_complete-sidecar is on PATH.
`;

const SHELLS = ["bash", "zsh", "fish"] as const;

/** Adds the command `completion`; `done` gets the exit code. */
export function defineCompletion(program: Command, io: Io, done: (code: number) => void): void {
  const command = program
    .command("completion")
    .summary("print the script that completes commands in a shell")
    .description(
      "Prints the script that completes commands, options, names of templates and their parameters,\n" +
        "and ids of checks in a shell.",
    );
  command
    .addArgument(command.createArgument("<shell>", "the shell").choices(SHELLS))
    .addHelpText("after", HELP)
    .action(async (shell: (typeof SHELLS)[number]) => {
      const { printCompletion } = await import("./run-completion.ts");
      printCompletion(io, shell);
      done(EXIT.ok);
    });
}
