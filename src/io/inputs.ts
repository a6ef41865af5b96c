import { resolve } from "node:path";
import { UserError } from "../text/user-error.ts";
import type { Io } from "./io.ts";
import { errorCode } from "./system-error.ts";

/** Notes that a file is input of this run, so that no report takes its place; a file that is not there is none. */
export function noteInput(io: Io, path: string): void {
  const file = path === "-" ? io.fileOf("stdin") : regularFile(io, path);
  if (file !== undefined) io.inputs.add(file);
}

/** Throws a `UserError` for a report that would go into a file that is input of this run, or its output. */
export function refuseOverwrite(io: Io, report: string): void {
  const file = regularFile(io, report);
  if (file === undefined) return;
  if (io.inputs.has(file)) {
    throw new UserError(
      `the report ${report} would overwrite a file that is read; name another file for the report`,
    );
  }
  if (file === io.fileOf("stdout")) {
    throw new UserError(
      `the report ${report} would overwrite the output, which goes to the same file; name another file for the report`,
    );
  }
}

/** Two names of one file, by a link of either sort, have the same device and inode. */
function regularFile(io: Io, path: string): string | undefined {
  try {
    const stats = io.fs.statSync(resolve(io.cwd, path), { bigint: true });
    return stats.isFile() ? `${stats.dev}:${stats.ino}` : undefined;
  } catch (error) {
    if (errorCode(error) === undefined) throw error;
    return undefined; // Why it cannot be read or written is said where that is tried.
  }
}
