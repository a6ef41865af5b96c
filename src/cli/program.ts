import { Command, CommanderError } from "commander";
import type { Io } from "../io/io.ts";
import { printText } from "../io/print.ts";
import { printable } from "../text/printable.ts";
import { defineCompletion } from "./completion.ts";
import { defineEject } from "./eject.ts";
import { EXIT } from "./exit-codes.ts";
import { defineExplain } from "./explain.ts";
import { defineInject } from "./inject.ts";
import { defineKustomize } from "./kustomize.ts";
import { defineLint } from "./lint.ts";
import { defineShow } from "./show.ts";
import { defineStatus } from "./status.ts";
import { defineTemplates } from "./templates.ts";
import { VERSION } from "./version.ts";
import { readWords } from "./words.ts";

const HELP = `
Examples:
  kube-sidecar inject -t fluent-bit -f deploy.yaml | kubectl apply -f -
  kube-sidecar inject -t envoy --diff -f k8s/
  kube-sidecar status -R k8s/
  kube-sidecar lint -R k8s/
  kube-sidecar show deploy.yaml
  kube-sidecar templates list

Exit codes: 0 done, 1 a finding or a difference, 2 bad usage or bad input, 3 a bug.
kube-sidecar COMMAND --help shows the options of a command.
`;

/** Runs the command that the arguments name, and returns its exit code. */
export async function runProgram(argv: readonly string[], io: Io): Promise<number> {
  let code: number = EXIT.ok;
  const program = createProgram(io, (result) => {
    code = result;
  });
  // No command of the program's own: what is typed behind it is not yet right, and no message may come of it.
  if (argv[0] === "__complete") {
    const { runComplete } = await import("./run-complete.ts");
    return runComplete(io, program, argv.slice(1));
  }
  try {
    await program.parseAsync(readWords(io, argv), { from: "user" });
    return code;
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    return error.exitCode === 0 ? EXIT.ok : EXIT.usage;
  }
}

/** Returns the program with all its commands; `done` gets the exit code of the one that runs. */
export function createProgram(io: Io, done: (code: number) => void): Command {
  const program = new Command("kube-sidecar")
    .description(
      "Merges named sidecar templates into Kubernetes manifests, and checks what containers share.",
    )
    .version(VERSION, "-V, --version", "print the version")
    .helpOption("-h, --help", "print this help")
    .addHelpText("after", HELP)
    .exitOverride()
    // What stands behind `--` is left to the command, which would not see it otherwise.
    .enablePositionalOptions()
    .configureOutput({
      writeOut: (text) => printText(io, asCalled(text, io)),
      writeErr: (text) => io.writeStderr(asCalled(text, io)),
      outputError: (text, write) => write(usageError(text)),
      getOutHelpWidth: () => 100,
      getErrHelpWidth: () => 100,
    })
    .helpCommand(false);
  defineInject(program, io, done);
  defineEject(program, io, done);
  defineStatus(program, io, done);
  defineLint(program, io, done);
  defineShow(program, io, done);
  defineExplain(program, io, done);
  defineTemplates(program, io, done);
  defineCompletion(program, io, done);
  defineKustomize(program, io, done);
  return program;
}

/** A word of the command line may be the name of a file, with line breaks in it; only the proposal has a line of its own. */
function usageError(text: string): string {
  const [message = "", ...proposal] = text.trimEnd().split(/\n(?=\(Did you mean [^\n]*\)$)/);
  const lines = [message.replace(/^error: /, "kube-sidecar: "), ...proposal];
  return lines.map((line) => `${printable(line)}\n`).join("");
}

/** The help of `kubectl sidecar` speaks of `kubectl sidecar`. */
function asCalled(help: string, { calledAs }: Io): string {
  return help.replaceAll("kube-sidecar ", `${calledAs} `);
}
