import { resolve } from "node:path";
import { UserError } from "../text/user-error.ts";
import type { Io } from "./io.ts";
import { reasonOf } from "./system-error.ts";
import { writeAll } from "./write-all.ts";

/** Writes a report to a file, in place of what the file held; throws a `UserError` where that fails. */
export function writeReport(io: Io, path: string, report: string): void {
  try {
    const descriptor = io.fs.openSync(resolve(io.cwd, path), "w");
    try {
      writeAll(io.fs, descriptor, Buffer.from(report));
    } finally {
      io.fs.closeSync(descriptor);
    }
  } catch (error) {
    throw new UserError(`cannot write the report to ${path}: ${reasonOf(error)}`);
  }
}
