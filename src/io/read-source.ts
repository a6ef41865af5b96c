import { join, parse, resolve } from "node:path";
import { printableLine } from "../text/printable.ts";
import { refuseBinary } from "../text/refuse-binary.ts";
import { type Source, textOfBytes } from "../text/source.ts";
import { UserError } from "../text/user-error.ts";
import { noteInput } from "./inputs.ts";
import type { Io } from "./io.ts";
import { MANIFEST_EXTENSIONS } from "./manifest-extensions.ts";
import { errorCode, LARGEST_TEXT, reasonOf, tooLarge } from "./system-error.ts";

/** Returns a file, or standard input for `-`; throws a `UserError` where it is not readable or not text. */
export function readSource(io: Io, path: string): Source {
  noteInput(io, path);
  const bytes = path === "-" ? readStdin(io) : readFile(io, path);
  refuseBinary(path === "-" ? "standard input" : path, bytes);
  return { path, text: textOfBytes(bytes) };
}

function readStdin(io: Io): Uint8Array {
  if (io.isTerminal("stdin")) {
    io.writeStderr(
      "reading manifests from the terminal; Ctrl-D at the start of a line ends them\n",
    );
  }
  try {
    return io.readStdin();
  } catch (error) {
    if (error instanceof UserError) throw error;
    throw new UserError(`cannot read standard input: ${reasonOf(error)}`);
  }
}

function readFile(io: Io, path: string): Uint8Array {
  const target = resolve(io.cwd, path);
  try {
    const { size } = io.fs.statSync(target);
    if (size > LARGEST_TEXT)
      throw new UserError(`${printableLine(path)} is ${tooLarge(LARGEST_TEXT)}`);
    return io.fs.readFileSync(target);
  } catch (error) {
    if (error instanceof UserError) throw error;
    const hint = errorCode(error) === "ENOENT" ? otherExtension(io, path) : "";
    throw new UserError(`cannot read ${printableLine(path)}: ${reasonOf(error)}${hint}`);
  }
}

/** The commonest slip is `.yml` for `.yaml`. */
function otherExtension(io: Io, path: string): string {
  const { dir, name } = parse(path);
  const others = MANIFEST_EXTENSIONS.map((extension) => join(dir, name + extension));
  const other = others.find((file) => io.fs.existsSync(resolve(io.cwd, file)));
  return other === undefined ? "" : `; did you mean ${other}?`;
}
