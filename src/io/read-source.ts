import { join, parse, resolve } from "node:path";
import { refuseBinary } from "../text/refuse-binary.ts";
import { type Source, textOfBytes } from "../text/source.ts";
import { UserError } from "../text/user-error.ts";
import { type Bound, boundOfNamed, type Reach, reasonOutside, remedyFor } from "./bound.ts";
import { noteInput } from "./inputs.ts";
import type { Io } from "./io.ts";
import { MANIFEST_EXTENSIONS } from "./manifest-extensions.ts";
import { readAll } from "./read-all.ts";
import { errorCode, LARGEST_TEXT, reasonOf, tooLarge } from "./system-error.ts";

/**
 * Returns a file that the operator names, which may be a pipe or a device, or standard input for `-`. Throws a `UserError`
 * where it is not readable, not text, or leads out of its repository.
 */
export function readNamed(io: Io, path: string, reach: Reach): Source {
  noteInput(io, path);
  if (path !== "-") return read(io, path, () => readNamedFile(io, path, reach));
  return sourceOf(path, "standard input", readStdin(io));
}

/**
 * Returns a file that nobody has named, but that was found. Throws a `UserError` where it is not readable, not text, not a
 * regular file, too large or out of bounds; without a bound it may be anywhere.
 */
export function readFound(io: Io, path: string, bound: Bound | undefined, reach: Reach): Source {
  noteInput(io, path);
  return read(io, path, () => readFoundFile(io, path, bound, reach));
}

function sourceOf(path: string, name: string, bytes: Uint8Array): Source {
  refuseBinary(name, bytes);
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

function read(io: Io, path: string, readBytes: () => Uint8Array): Source {
  let bytes: Uint8Array;
  try {
    bytes = readBytes();
  } catch (error) {
    if (error instanceof UserError) throw error;
    const hint = errorCode(error) === "ENOENT" ? otherExtension(io, path) : "";
    throw new UserError(`cannot read ${path}: ${reasonOf(error)}${hint}`);
  }
  return sourceOf(path, path, bytes);
}

function readNamedFile(io: Io, path: string, reach: Reach): Uint8Array {
  refuseOutside(io, path, boundOfNamed(io, path, reach), reach);
  const target = resolve(io.cwd, path);
  const stats = io.fs.statSync(target);
  refuseLarger(path, stats.size, LARGEST_TEXT, tooLarge(LARGEST_TEXT));
  return stats.isFile() || stats.isDirectory()
    ? io.fs.readFileSync(target)
    : readStream(io, path, target);
}

/** Nobody knows how much comes out of a pipe or a device. */
function readStream(io: Io, path: string, target: string): Uint8Array {
  const descriptor = io.fs.openSync(target, "r");
  try {
    return readAll(io.fs, descriptor, path);
  } finally {
    io.fs.closeSync(descriptor);
  }
}

function readFoundFile(io: Io, path: string, bound: Bound | undefined, reach: Reach): Uint8Array {
  refuseOutside(io, path, bound, reach);
  const target = resolve(io.cwd, path);
  const stats = io.fs.statSync(target);
  if (!stats.isFile() && !stats.isDirectory()) {
    throw new UserError(`cannot read ${path}: it is not a regular file`);
  }
  const limit = Math.min(reach.largestFound, LARGEST_TEXT);
  refuseLarger(path, stats.size, limit, foundTooLarge(limit));
  return io.fs.readFileSync(target);
}

function refuseOutside(io: Io, path: string, bound: Bound | undefined, reach: Reach): void {
  const reason = bound && reasonOutside(io, path, bound);
  if (reason === undefined) return;
  throw new UserError(`cannot read ${path}: ${reason}${remedyFor(reach)}`);
}

function refuseLarger(path: string, size: number, limit: number, message: string): void {
  if (size > limit) throw new UserError(`${path} is ${message}`);
}

function foundTooLarge(limit: number): string {
  const most = limit % 2 ** 20 === 0 ? `${limit / 2 ** 20} MiB` : `${limit} bytes`;
  return `larger than ${most}, the most for a file that is found; name the file itself, or set --max-file-size`;
}

/** The commonest slip is `.yml` for `.yaml`. */
function otherExtension(io: Io, path: string): string {
  const { dir, name } = parse(path);
  const others = MANIFEST_EXTENSIONS.map((extension) => join(dir, name + extension));
  const other = others.find((file) => io.fs.existsSync(resolve(io.cwd, file)));
  return other === undefined ? "" : `; did you mean ${other}?`;
}
