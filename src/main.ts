// argv → command → exit code. What is not needed by every run is loaded when a command needs it.

import { EXIT } from "./cli/exit-codes.ts";
import { failureText } from "./cli/failure-report.ts";
import { VERSION } from "./cli/version.ts";
import { Interrupted, SIGNALS } from "./io/interrupted.ts";
import { type Io, nodeIo } from "./io/io.ts";
import { withSafeStderr } from "./io/print.ts";
import { isClosedPipe, isTextTooLong, LARGEST_TEXT, tooLarge } from "./io/system-error.ts";
import { printable } from "./text/printable.ts";
import { UserError } from "./text/user-error.ts";

export { nodeIo };

/** Runs the command that the arguments (without `node` and the program) ask for, and returns the exit code. */
export async function main(argv: readonly string[], io: Io): Promise<number> {
  const safe = withSafeStderr(io);
  try {
    const code = await runPlugin(argv, safe);
    if (code !== undefined) return code;
    const { runProgram } = await import("./cli/program.ts");
    return await runProgram(argv, safe);
  } catch (error) {
    return report(error, safe);
  }
}

/** Returns the exit code of a run that kustomize has started; undefined for any other. */
async function runPlugin(argv: readonly string[], io: Io): Promise<number | undefined> {
  if (argv.length > 0 && io.env["KUSTOMIZE_PLUGIN_CONFIG_ROOT"] === undefined) return undefined;
  const { runAsPlugin } = await import("./cli/kustomize/run-as-plugin.ts");
  return runAsPlugin(argv, io);
}

/** Where standard error cannot be written either, the exit code has to say it. */
function report(error: unknown, io: Io): number {
  if (isClosedPipe(error)) return EXIT.closedPipe;
  const { text, code } = failureOf(error);
  try {
    io.writeStderr(text);
    return code;
  } catch (unwritten) {
    if (isClosedPipe(unwritten)) return EXIT.closedPipe;
    if (unwritten instanceof UserError) return EXIT.usage;
    throw unwritten;
  }
}

function failureOf(error: unknown): { readonly text: string; readonly code: number } {
  if (error instanceof UserError) {
    const code = error instanceof Interrupted ? SIGNALS[error.signal] : EXIT.usage;
    return { text: failureText(error), code };
  }
  if (isTextTooLong(error)) {
    const text = `kube-sidecar: what is to be written is ${tooLarge(LARGEST_TEXT)}; take fewer files at once\n`;
    return { text, code: EXIT.usage };
  }
  const text = `kube-sidecar ${VERSION} has a bug; please report it with this:\n${stackOf(error)}\n`;
  return { text, code: EXIT.bug };
}

/** The message may quote a manifest; the calls below it are ours. */
function stackOf(error: unknown): string {
  if (!(error instanceof Error)) return printable(String(error));
  const { stack = "", message } = error;
  return message === "" ? stack : stack.replace(message, () => printable(message));
}
