import { resolve } from "node:path";
import type { Source } from "../text/source.ts";
import { UserError } from "../text/user-error.ts";
import type { Io } from "./io.ts";
import { realPath } from "./real-path.ts";
import { reasonOf } from "./system-error.ts";
import { writeAll } from "./write-all.ts";

/** Writes a report to a file, in place of what the file held; throws a `UserError` where that fails. */
export function writeReport(io: Io, path: string, report: string): void {
  writeText(io, path, report, "w");
}

/** Throws a `UserError` for a report that would take the place of one of the files that are read. */
export function refuseOverwrite(io: Io, report: string, sources: readonly Source[]): void {
  const target = realPath(io, report);
  if (!sources.some(({ path }) => path !== "-" && realPath(io, path) === target)) return;
  throw new UserError(
    `--report ${report} would overwrite a file that is read; name another file for the report`,
  );
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
