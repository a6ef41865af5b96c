import { resolve } from "node:path";
import { UserError } from "../text/user-error.ts";
import { boundOfNamed, DEFAULT_REACH, reasonOutside } from "./bound.ts";
import { refuseOverwrite } from "./inputs.ts";
import type { Io } from "./io.ts";
import { sayable } from "./print.ts";
import { reasonOf } from "./system-error.ts";
import { writeAll } from "./write-all.ts";

/**
 * Writes a report to a file, in place of what the file held. Throws a `UserError` where that fails, for a file that is
 * input of this run or its output, and for a link that leads out of its repository.
 */
export function writeReport(io: Io, path: string, report: string): void {
  writeText(io, path, report, "w");
}

/**
 * Makes sure, before anything else is written, that a report can be written: creates the file, with a draft as long as the
 * report will be. Throws as `writeReport` does. A pipe or a device gets no draft, as it could not be taken back.
 */
export function openReport(io: Io, path: string, draft: string): void {
  refuseOutside(io, path);
  const stats = attempt(path, () =>
    io.fs.statSync(resolve(io.cwd, path), { throwIfNoEntry: false }),
  );
  writeReport(io, path, stats === undefined || stats.isFile() ? draft : "");
}

/** As `writeReport`, and keeps what the file holds in front of it. */
export function appendReport(io: Io, path: string, report: string): void {
  writeText(io, path, report, "a");
}

function writeText(io: Io, path: string, text: string, mode: "w" | "a"): void {
  if (path === "") throw new UserError("the name of the report file is empty");
  refuseOutside(io, path);
  refuseOverwrite(io, path);
  const absolute = resolve(io.cwd, path);
  attempt(path, () => {
    const isNew = io.fs.lstatSync(absolute, { throwIfNoEntry: false }) === undefined;
    const descriptor = io.fs.openSync(absolute, mode);
    try {
      // A device that is full does not even take nothing.
      if (text === "") io.fs.writeSync(descriptor, Buffer.alloc(0));
      writeAll(io.fs, descriptor, Buffer.from(sayable(io, text)));
    } catch (error) {
      // On a full disk an empty file would be left.
      if (isNew) io.fs.unlinkSync(absolute);
      throw error;
    } finally {
      io.fs.closeSync(descriptor);
    }
  });
}

/** A pull request can bring a link of the name that the report gets. */
function refuseOutside(io: Io, path: string): void {
  const bound = boundOfNamed(io, path, DEFAULT_REACH);
  const reason = bound && reasonOutside(io, path, bound);
  if (reason !== undefined) throw new UserError(`cannot write the report to ${path}: ${reason}`);
}

function attempt<T>(path: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw new UserError(`cannot write the report to ${path}: ${reasonOf(error)}`);
  }
}
