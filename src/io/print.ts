import { logText } from "../text/log-text.ts";
import { type ByteText, bytesOfText, encodeText } from "../text/source.ts";
import { UserError } from "../text/user-error.ts";
import type { Io } from "./io.ts";
import { isClosedPipe, reasonOf } from "./system-error.ts";

/**
 * Writes what other programs read to standard output, such as manifests, with all its bytes; throws a `UserError` where that
 * fails, as on a full disk.
 */
export function print(io: Io, text: ByteText): void {
  try {
    io.writeStdout(bytesOfText(text));
  } catch (error) {
    if (isClosedPipe(error)) throw error; // The program ends quietly.
    throw new UserError(`cannot write to standard output: ${reasonOf(error)}`);
  }
}

/** Writes what people read to standard output; throws as `print` does. */
export function printText(io: Io, text: string): void {
  print(io, encodeText(logText(text, io.env)));
}

/** Returns surroundings whose standard error takes no character that is not shown, nor a command of a CI system. */
export function withSafeStderr(io: Io): Io {
  const writeStderr = (text: string): void => io.writeStderr(logText(text, io.env));
  return Object.create(io, { writeStderr: { value: writeStderr } }) as Io;
}
