import { dirname, resolve } from "node:path";
import { UserError } from "../text/user-error.ts";
import { boundOfNamed, DEFAULT_REACH, reasonOutside } from "./bound.ts";
import type { Io } from "./io.ts";
import { errorCode, reasonOf } from "./system-error.ts";
import { writeAll } from "./write-all.ts";

/**
 * Writes a file, and the folders above it, if there is none of that name; tells which of the two was so.
 * Throws a `UserError` where it cannot be written or leads out of its repository; there is no file then.
 */
export function createFile(io: Io, path: string, text: string): "created" | "was there" {
  const target = resolve(io.cwd, path);
  const bound = boundOfNamed(io, path, DEFAULT_REACH);
  const reason = bound && reasonOutside(io, path, bound);
  if (reason !== undefined) throw new UserError(`cannot write ${path}: ${reason}`);
  try {
    io.fs.mkdirSync(dirname(target), { recursive: true });
    const descriptor = open(io, target);
    if (descriptor === undefined) return "was there";
    fill(io, target, descriptor, text);
    return "created";
  } catch (error) {
    throw new UserError(`cannot write ${path}: ${reasonOf(error)}`);
  }
}

/** Two runs at once cannot both find that there is none. */
function open(io: Io, target: string): number | undefined {
  try {
    return io.fs.openSync(target, "wx");
  } catch (error) {
    if (errorCode(error) === "EEXIST") return undefined;
    throw error;
  }
}

function fill(io: Io, target: string, descriptor: number, text: string): void {
  try {
    try {
      writeAll(io.fs, descriptor, Buffer.from(text));
    } finally {
      io.fs.closeSync(descriptor);
    }
  } catch (error) {
    io.fs.unlinkSync(target);
    throw error;
  }
}
