import { constants, type Stats } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { nameFiles } from "../text/name-files.ts";
import { type ByteText, bytesOfText, textOfBytes } from "../text/source.ts";
import { UserError } from "../text/user-error.ts";
import { excludeRivals, giveWay } from "./exclude-rivals.ts";
import type { FileSystem, Io } from "./io.ts";
import { realPath } from "./real-path.ts";
import { errorCode, reasonOf } from "./system-error.ts";
import { clearTemporaries, removeTemporary, type Temporary } from "./temporaries.ts";
import { temporaryName } from "./temporary-name.ts";
import { writeAll } from "./write-all.ts";

/** A file that was read, and what it is to hold. */
export interface FileChange {
  readonly path: string;
  /** What it held when it was read. */
  readonly before: ByteText;
  /** What it is to hold; where that is the same, the file is left alone. */
  readonly text: ByteText;
}

/** A change to a file that is there and may be written. */
interface Replacement extends FileChange {
  /** The file itself, not a link to it; absolute. */
  readonly target: string;
  /** Where the new text waits, beside the file, to be renamed. */
  readonly temporary: string;
  readonly stats: Stats;
}

/**
 * Replaces the files that change, each as a whole, keeping mode, owner and symbolic links, and removes what killed runs
 * have left in the folders of all files that are named. `onWritten` is told how many new texts are on the disk.
 * Throws a `UserError` that names the file which cannot be written; that file, and all files after it, are as they
 * were. All new texts are on the disk before the first file is replaced, and none is replaced if another program has
 * changed one of them since it was read, or is about to.
 */
export function writeFiles(
  io: Io,
  files: readonly FileChange[],
  onWritten?: (count: number) => void,
): void {
  io.uninterrupted(() => {
    const others = clearFolders(io, files);
    const changes = files
      .filter(({ before, text }) => before !== text)
      .map((change) => replacementFor(io, change));
    const targets = changes.map(({ target }) => target);
    giveWay(io, others, targets); // Sooner said than after all the writing.
    const written: string[] = [];
    try {
      for (const change of changes) {
        writeTemporary(io, change, written);
        onWritten?.(written.length);
      }
      excludeRivals(io, targets);
      for (const change of changes) refuseChanged(io, change);
      replaceAll(io, changes);
    } catch (error) {
      for (const temporary of written) removeTemporary(io, temporary);
      throw error;
    }
  });
}

function clearFolders(io: Io, files: readonly FileChange[]): readonly Temporary[] {
  const folders = new Set(files.map(({ path }) => dirname(realPath(io, path))));
  return [...folders].flatMap((folder) => {
    try {
      return clearTemporaries(io, folder, "left over");
    } catch (error) {
      if (errorCode(error) === undefined) throw error;
      return []; // Where it matters, it is said when rivals are looked for.
    }
  });
}

function replacementFor(io: Io, change: FileChange): Replacement {
  return attempt(change.path, () => {
    const target = io.fs.realpathSync(resolve(io.cwd, change.path));
    const stats = io.fs.statSync(target);
    refuseUnwritable(io, change.path, target, stats);
    const temporary = join(dirname(target), temporaryName(basename(target), io.runId()));
    return { ...change, target, temporary, stats };
  });
}

/** A rename would replace a file that may not be written, and for the superuser so would a write. */
function refuseUnwritable(io: Io, path: string, target: string, stats: Stats): void {
  if (!stats.isFile()) {
    throw new UserError(`cannot write ${path}: it is not a regular file; no file was changed`);
  }
  if ((stats.mode & 0o222) === 0) {
    throw new UserError(`cannot write ${path}: the file is read-only; no file was changed`);
  }
  io.fs.accessSync(target, constants.W_OK);
}

function writeTemporary(io: Io, change: Replacement, written: string[]): void {
  const { path, text, temporary, stats } = change;
  attempt(path, () => {
    const descriptor = io.fs.openSync(temporary, "wx", 0o600);
    written.push(temporary);
    try {
      writeAll(io.fs, descriptor, bytesOfText(text));
      keepOwner(io.fs, descriptor, stats);
      io.fs.fchmodSync(descriptor, stats.mode & 0o7777);
      io.fs.fsyncSync(descriptor);
    } finally {
      io.fs.closeSync(descriptor);
    }
  });
}

function keepOwner(fs: FileSystem, descriptor: number, { uid, gid }: Stats): void {
  try {
    fs.fchownSync(descriptor, uid, gid);
  } catch (error) {
    if (errorCode(error) !== "EPERM") throw error; // Only the superuser can give files away.
  }
}

function refuseChanged(io: Io, { path, target, before }: Replacement): void {
  const now = attempt(path, () => textOfBytes(io.fs.readFileSync(target)));
  if (now === before) return;
  throw new UserError(
    `${path} was changed by another program since it was read; no file was changed; run again`,
  );
}

function replaceAll(io: Io, changes: readonly Replacement[]): void {
  const done: Replacement[] = [];
  try {
    for (const change of changes) {
      io.fs.renameSync(change.temporary, change.target);
      done.push(change);
    }
  } catch (error) {
    const failed = changes[done.length]?.path;
    const rest = done.length === 0 ? "no file was changed" : `changed: ${nameFiles(done)}`;
    throw new UserError(`cannot write ${failed}: ${reasonOf(error)}; ${rest}`);
  } finally {
    for (const folder of new Set(done.map(({ target }) => dirname(target)))) sync(io.fs, folder);
  }
}

/** Without it a crash of the machine could bring the old file back. Not every system can open folders. */
function sync(fs: FileSystem, folder: string): void {
  try {
    const descriptor = fs.openSync(folder, "r");
    try {
      fs.fsyncSync(descriptor);
    } finally {
      fs.closeSync(descriptor);
    }
  } catch (error) {
    if (errorCode(error) === undefined) throw error;
  }
}

function attempt<T>(path: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof UserError) throw error;
    throw new UserError(`cannot write ${path}: ${reasonOf(error)}; no file was changed`);
  }
}
