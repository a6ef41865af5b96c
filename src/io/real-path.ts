import { basename, dirname, join, resolve } from "node:path";
import type { Io } from "./io.ts";
import { errorCode } from "./system-error.ts";

/**
 * Returns the absolute path of a file with links resolved, also where the file is not there yet: a link to a file that is
 * missing leads to where that would be. Of a circle of links it is the path as an absolute one.
 */
export function realPath(io: Io, path: string): string {
  const absolute = resolve(io.cwd, path);
  try {
    return io.fs.realpathSync(absolute);
  } catch (error) {
    // Why it cannot be read is said where it is read.
    const code = errorCode(error);
    if (code === undefined) throw error;
    return code === "ELOOP" || dirname(absolute) === absolute ? absolute : placeOf(io, absolute);
  }
}

function placeOf(io: Io, missing: string): string {
  const folder = realPath(io, dirname(missing));
  const place = join(folder, basename(missing));
  const target = targetOf(io, place);
  return target === undefined ? place : realPath(io, resolve(folder, target));
}

/** Returns what a link says; undefined for anything that is no link. */
function targetOf(io: Io, path: string): string | undefined {
  try {
    return io.fs.readlinkSync(path);
  } catch (error) {
    if (errorCode(error) === undefined) throw error;
    return undefined;
  }
}
