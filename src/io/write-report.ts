import { resolve } from "node:path";
import { UserError } from "../text/user-error.ts";
import type { Io } from "./io.ts";
import { reasonOf } from "./system-error.ts";
import { writeAll } from "./write-all.ts";

/** Writes a report to a file, in place of what the file held; throws a `UserError` where that fails. */
export function writeReport(io: Io, path: string, report: string): void {
  writeText(io, path, report, "w");
}

/** Throws a `UserError` for a report that would take the place of one of the files that are read. */
export function refuseOverwrite(io: Io, report: string, inputs: readonly string[]): void {
  const target = realPath(io, report);
  if (!inputs.some((input) => input !== "-" && realPath(io, input) === target)) return;
  throw new UserError(
    `--report ${report} would overwrite a file that is read; name another file for the report`,
  );
}

function realPath(io: Io, path: string): string {
  const absolute = resolve(io.cwd, path);
  return io.fs.existsSync(absolute) ? io.fs.realpathSync(absolute) : absolute;
}

/** Adds a report to what a file holds; throws a `UserError` where that fails. */
export function appendReport(io: Io, path: string, report: string): void {
  writeText(io, path, report, "a");
}

function writeText(io: Io, path: string, text: string, mode: "w" | "a"): void {
  try {
    const descriptor = io.fs.openSync(resolve(io.cwd, path), mode);
    try {
      writeAll(io.fs, descriptor, Buffer.from(text));
    } finally {
      io.fs.closeSync(descriptor);
    }
  } catch (error) {
    throw new UserError(`cannot write the report to ${path}: ${reasonOf(error)}`);
  }
}
