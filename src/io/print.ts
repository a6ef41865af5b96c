import { conceal } from "../text/conceal.ts";
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
  print(io, encodeText(sayable(io, text)));
}

/** As `printText`, for a diff that people read: the secrets of a manifest stand in it as well. */
export function printDiff(io: Io, text: string): void {
  print(io, encodeText(logText(text, io.env)));
}

/** Writes workflow commands, all of them ours, to standard output; throws as `print` does. */
export function printCommands(io: Io, text: string): void {
  print(io, encodeText(conceal(text, io.secrets)));
}

/** Returns text for people as it may be written anywhere. */
export function sayable(io: Pick<Io, "env" | "secrets">, text: string): string {
  return logText(conceal(text, io.secrets), io.env);
}

/** Returns what takes the secrets of a run. */
export function secretKeeper(io: Io): (texts: ReadonlySet<string>) => void {
  return (texts) => {
    for (const text of texts) io.secrets.add(text);
  };
}

/** Returns surroundings whose standard error takes no character that is not shown, nor a command of a CI system. */
export function withSafeStderr(io: Io): Io {
  const writeStderr = (text: string): void => io.writeStderr(sayable(io, text));
  return Object.create(io, { writeStderr: { value: writeStderr } }) as Io;
}
