import { completionScripts } from "../generated/completion-scripts.ts";
import type { Io } from "../io/io.ts";
import { print } from "../io/print.ts";
import { encodeText } from "../text/source.ts";

/** Prints the completion script of a shell. */
export function printCompletion(io: Io, shell: keyof ReturnType<typeof completionScripts>): void {
  print(io, encodeText(completionScripts()[shell]));
}
