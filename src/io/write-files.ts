import type { Stats } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { type ByteText, bytesOfText } from "../text/source.ts";
import { UserError } from "../text/user-error.ts";
import type { FileSystem, Io } from "./io.ts";
import { errorCode, reasonOf } from "./system-error.ts";
import { writeAll } from "./write-all.ts";

/** The new text of a file that exists. */
export interface FileChange {
  readonly path: string;
  readonly text: ByteText;
}

/** A change whose new text lies beside the file, on the disk, waiting to be renamed. */
interface Prepared {
  readonly path: string;
  readonly target: string;
  readonly temporary: string;
}

/**
 * Replaces the files, each as a whole, keeping mode, owner and symbolic links.
 * Throws a `UserError` that names the file which cannot be written; that file, and all files after it, are as they
 * were. All new texts are on the disk before the first file is replaced.
 */
export function writeFiles(io: Io, changes: readonly FileChange[]): void {
  io.uninterrupted(() => {
    const prepared: Prepared[] = [];
    try {
      for (const change of changes) prepareChange(io, change, prepared);
      replaceAll(io.fs, prepared);
    } finally {
      for (const { temporary } of prepared) removeIfThere(io.fs, temporary);
    }
  });
}

function prepareChange(io: Io, { path, text }: FileChange, prepared: Prepared[]): void {
  try {
    const target = io.fs.realpathSync(resolve(io.cwd, path));
    const stats = io.fs.statSync(target);
    refuseUnwritable(path, stats);
    const temporary = join(dirname(target), `.${basename(target)}.${process.pid}.tmp`);
    const descriptor = io.fs.openSync(temporary, "wx", 0o600);
    prepared.push({ path, target, temporary });
    fill(io.fs, descriptor, text, stats);
  } catch (error) {
    if (error instanceof UserError) throw error;
    throw new UserError(`cannot write ${path}: ${reasonOf(error)}; no file was changed`);
  }
}

/** A rename would replace a read-only file, and for the superuser so would a write. */
function refuseUnwritable(path: string, stats: Stats): void {
  if (!stats.isFile()) {
    throw new UserError(`cannot write ${path}: it is not a regular file; no file was changed`);
  }
  if ((stats.mode & 0o222) === 0) {
    throw new UserError(`cannot write ${path}: the file is read-only; no file was changed`);
  }
}

function fill(fs: FileSystem, descriptor: number, text: ByteText, stats: Stats): void {
  try {
    writeAll(fs, descriptor, bytesOfText(text));
    keepOwner(fs, descriptor, stats);
    fs.fchmodSync(descriptor, stats.mode & 0o7777);
    fs.fsyncSync(descriptor);
  } finally {
    fs.closeSync(descriptor);
  }
}

function keepOwner(fs: FileSystem, descriptor: number, { uid, gid }: Stats): void {
  try {
    fs.fchownSync(descriptor, uid, gid);
  } catch (error) {
    if (errorCode(error) !== "EPERM") throw error; // Only the superuser can give files away.
  }
}

function replaceAll(fs: FileSystem, prepared: readonly Prepared[]): void {
  prepared.forEach(({ path, target, temporary }, done) => {
    try {
      fs.renameSync(temporary, target);
    } catch (error) {
      const before = prepared.slice(0, done).map((change) => change.path);
      const rest = before.length === 0 ? "no file was changed" : `changed: ${before.join(", ")}`;
      throw new UserError(`cannot write ${path}: ${reasonOf(error)}; ${rest}`);
    }
  });
}

function removeIfThere(fs: FileSystem, path: string): void {
  if (fs.existsSync(path)) fs.unlinkSync(path);
}
