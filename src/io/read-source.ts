import { join, parse, resolve } from "node:path";
import { refuseBinary } from "../text/refuse-binary.ts";
import { type Source, textOfBytes } from "../text/source.ts";
import { UserError } from "../text/user-error.ts";
import { noteInput } from "./inputs.ts";
import type { Io } from "./io.ts";
import { MANIFEST_EXTENSIONS } from "./manifest-extensions.ts";
import { errorCode, reasonOf } from "./system-error.ts";

/** Returns a file, or standard input for `-`; throws a `UserError` where it is not readable or not text. */
export function readSource(io: Io, path: string): Source {
  noteInput(io, path);
  const bytes = path === "-" ? readStdin(io) : readFile(io, path);
  refuseBinary(path === "-" ? "standard input" : path, bytes);
  return { path, text: textOfBytes(bytes) };
}

function readStdin(io: Io): Uint8Array {
  try {
    return io.readStdin();
  } catch (error) {
    throw new UserError(`cannot read standard input: ${reasonOf(error)}`);
  }
}

function readFile(io: Io, path: string): Uint8Array {
  try {
    return io.fs.readFileSync(resolve(io.cwd, path));
  } catch (error) {
    const hint = errorCode(error) === "ENOENT" ? otherExtension(io, path) : "";
    throw new UserError(`cannot read ${path}: ${reasonOf(error)}${hint}`);
  }
}

/** The commonest slip is `.yml` for `.yaml`. */
function otherExtension(io: Io, path: string): string {
  const { dir, name } = parse(path);
  const others = MANIFEST_EXTENSIONS.map((extension) => join(dir, name + extension));
  const other = others.find((file) => io.fs.existsSync(resolve(io.cwd, file)));
  return other === undefined ? "" : `; did you mean ${other}?`;
}
