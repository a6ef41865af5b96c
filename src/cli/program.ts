import { Command, CommanderError } from "commander";
import type { Io } from "../io/io.ts";
import { defineEject } from "./eject.ts";
import { EXIT } from "./exit-codes.ts";
import { defineExplain } from "./explain.ts";
import { defineInject } from "./inject.ts";
import { defineKustomize } from "./kustomize.ts";
import { defineLint } from "./lint.ts";
import { defineShow } from "./show.ts";
import { defineTemplates } from "./templates.ts";
import { VERSION } from "./version.ts";

const HELP = `
Examples:
  kube-sidecar inject -t fluent-bit -f deploy.yaml | kubectl apply -f -
  kube-sidecar inject -t envoy --diff -f k8s/
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
  try {
    await program.parseAsync([...argv], { from: "user" });
    return code;
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    return error.exitCode === 0 ? EXIT.ok : EXIT.usage;
  }
}

function createProgram(io: Io, done: (code: number) => void): Command {
  const program = new Command("kube-sidecar")
    .description(
      "Merges named sidecar templates into Kubernetes manifests, and checks what containers share.",
    )
    .version(VERSION, "-V, --version", "print the version")
    .helpOption("-h, --help", "print this help")
    .addHelpText("after", HELP)
    .exitOverride()
    .configureOutput({
      writeOut: (text) => io.writeStdout(Buffer.from(text)),
      writeErr: (text) => io.writeStderr(text),
      outputError: (text, write) => write(text.replace(/^error: /, "kube-sidecar: ")),
      getOutHelpWidth: () => 100,
      getErrHelpWidth: () => 100,
    })
    .helpCommand(false);
  defineInject(program, io, done);
  defineEject(program, io, done);
  defineLint(program, io, done);
  defineShow(program, io, done);
  defineExplain(program, io, done);
  defineTemplates(program, io, done);
  defineKustomize(program, io, done);
  return program;
}
