import { type ByteText, bytesOfText } from "../text/source.ts";
import { UserError } from "../text/user-error.ts";
import type { Io } from "./io.ts";
import { isClosedPipe, reasonOf } from "./system-error.ts";

/** Writes a result to standard output; throws a `UserError` where that fails, as on a full disk. */
export function print(io: Io, text: ByteText): void {
  try {
    io.writeStdout(bytesOfText(text));
  } catch (error) {
    if (isClosedPipe(error)) throw error; // The program ends quietly.
    throw new UserError(`cannot write to standard output: ${reasonOf(error)}`);
  }
}
