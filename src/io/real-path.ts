import { resolve } from "node:path";
import type { Io } from "./io.ts";
import { errorCode } from "./system-error.ts";

/** Returns the absolute path of a file with links resolved; of one that is not there, the path as an absolute one. */
export function realPath(io: Io, path: string): string {
  const absolute = resolve(io.cwd, path);
  try {
    return io.fs.realpathSync(absolute);
  } catch (error) {
    if (errorCode(error) === undefined) throw error;
    return absolute; // Why it cannot be read is said where it is read.
  }
}
