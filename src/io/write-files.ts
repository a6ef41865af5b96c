// How files are replaced. There is no lock that a killed run could leave behind, and nobody waits:
//
//   1. the new contents of all files are written to temporary files beside them, and brought to the disk;
//   2. all files are compared with what was read: where one was changed, no file is;
//   3. each is compared once more right before it is renamed: where it was changed late, it alone is left out.
//
// Of two runs at the same time, the one that comes later finds in 2 or 3 what the other has done. Between the comparison in
// 3 and the rename, two system calls one behind the other, a change can still be lost. If it is that of another run of
// kube-sidecar, that one finds out in the end, and says so.

import { type BigIntStats, constants } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { nameFiles } from "../text/name-files.ts";
import { type ByteText, bytesOfText, textOfBytes } from "../text/source.ts";
import { UserError } from "../text/user-error.ts";
import { Interrupted, type Signal } from "./interrupted.ts";
import type { FileSystem, Io } from "./io.ts";
import { realPath } from "./real-path.ts";
import { errorCode, reasonOf } from "./system-error.ts";
import { clearLeftovers, openTemporary, removeTemporary, temporaryNames } from "./temporaries.ts";
import { writeAll } from "./write-all.ts";

/** A file that was read, and what it is to hold. */
export interface FileChange {
  readonly path: string;
  /** What it held when it was read. */
  readonly before: ByteText;
  /** What it is to hold; where that is the same, the file is left alone. */
  readonly text: ByteText;
}

/** A file that does not hold what it was to hold. */
export interface FailedFile {
  readonly path: string;
  readonly reason: string;
}

/** What came of writing files. */
export interface FilesWritten {
  /** The paths of those that hold their new text. */
  readonly changed: readonly string[];
  /** Those that do not, though the others were written. */
  readonly failed: readonly FailedFile[];
  /** What replacing has cost the files that were changed, such as a group that could not be kept. */
  readonly notes: readonly string[];
  /** The signal that came too late to be obeyed. */
  readonly signal?: Signal;
}

/** A change to a file that is there and may be written. */
interface Replacement extends FileChange {
  /** The file itself, not a link to it; absolute. */
  readonly target: string;
  /** Where the new text may wait, beside the file, to be renamed. */
  readonly temporaries: readonly string[];
  readonly there: Stats;
}

/** A replacement whose new text is on the disk. */
interface Prepared extends Replacement {
  readonly temporary: string;
  readonly ready: Stats;
}

type Stats = ReturnType<typeof statsOf>;

/**
 * Replaces the files that change, each as a whole, keeping mode, owner and symbolic links, and removes what killed runs
 * have left in the folders of all files that are named. `onWritten` is told how many new texts are on the disk.
 * Throws a `UserError` where no file is changed: one cannot be written, was changed by another program since it was
 * read, or a signal (`Interrupted`) came in time.
 */
export function writeFiles(
  io: Io,
  files: readonly FileChange[],
  onWritten?: (count: number) => void,
): Promise<FilesWritten> {
  return io.holdingSignals(async (signalled) => {
    clearFolders(io, files);
    const changes = files
      .filter(({ before, text }) => before !== text)
      .map((change) => replacementFor(io, change));
    refuseTwice(changes);
    const written: string[] = [];
    try {
      const prepared: Prepared[] = [];
      for (const change of changes) {
        prepared.push(prepare(io, change, written));
        onWritten?.(prepared.length);
        obey(await signalled());
      }
      refuseChanged(io, prepared);
      obey(await signalled());
      const result = replaceAll(io, prepared);
      const signal = await signalled();
      return signal === undefined ? result : { ...result, signal };
    } finally {
      for (const temporary of written) removeTemporary(io, temporary);
    }
  });
}

function obey(signal: Signal | undefined): void {
  if (signal !== undefined) throw new Interrupted(signal);
}

function clearFolders(io: Io, files: readonly FileChange[]): void {
  for (const folder of new Set(files.map(({ path }) => dirname(realPath(io, path))))) {
    try {
      clearLeftovers(io, folder);
    } catch (error) {
      if (errorCode(error) === undefined) throw error; // What is left over is no obstacle.
    }
  }
}

function replacementFor(io: Io, change: FileChange): Replacement {
  return attempt(change.path, () => {
    const target = io.fs.realpathSync(resolve(io.cwd, change.path));
    const there = statsOf(io.fs.lstatSync(target, { bigint: true }));
    refuseUnwritable(io, change.path, target, there);
    const names = temporaryNames(basename(target), io.runId);
    const temporaries = names.map((name) => join(dirname(target), name));
    return { ...change, target, temporaries, there };
  });
}

function statsOf(stats: BigIntStats) {
  const { dev, ino, size, mtimeNs } = stats;
  return {
    isFile: stats.isFile(),
    mode: Number(stats.mode),
    uid: Number(stats.uid),
    gid: Number(stats.gid),
    links: Number(stats.nlink),
    file: `${dev}:${ino}`,
    /** Differs once the content has been written to. */
    version: `${size}:${mtimeNs}`,
  };
}

/** Of two changes of one file, each made from what it held at first, the later one would undo the other. */
function refuseTwice(changes: readonly Replacement[]): void {
  const targets = new Set<string>();
  const twice = changes.find(({ target }) => targets.size === targets.add(target).size);
  if (twice === undefined) return;
  throw new UserError(
    `cannot write ${twice.path}: the same file goes by another name in this run; no file was changed`,
  );
}

/** A rename would replace a file that may not be written, and for the superuser so would a write. */
function refuseUnwritable(io: Io, path: string, target: string, { isFile, mode }: Stats): void {
  if (!isFile) {
    throw new UserError(`cannot write ${path}: it is not a regular file; no file was changed`);
  }
  if ((mode & 0o222) === 0) {
    throw new UserError(`cannot write ${path}: the file is read-only; no file was changed`);
  }
  io.fs.accessSync(target, constants.W_OK);
}

function prepare(io: Io, change: Replacement, written: string[]): Prepared {
  const { path, text, temporaries, there } = change;
  return attempt(path, () => {
    const { path: temporary, descriptor } = openTemporary(io, temporaries);
    written.push(temporary);
    try {
      writeAll(io.fs, descriptor, bytesOfText(text));
      keepOwner(io.fs, descriptor, there);
      io.fs.fchmodSync(descriptor, there.mode & 0o7777);
      io.fs.fsyncSync(descriptor);
      return {
        ...change,
        temporary,
        ready: statsOf(io.fs.fstatSync(descriptor, { bigint: true })),
      };
    } finally {
      io.fs.closeSync(descriptor);
    }
  });
}

/** Only the superuser can give files away, but everybody to a group of theirs. What cannot be kept is said in the end. */
function keepOwner(fs: FileSystem, descriptor: number, { uid, gid }: Stats): void {
  for (const owner of [uid, -1]) {
    try {
      fs.fchownSync(descriptor, owner, gid);
      return;
    } catch (error) {
      if (errorCode(error) === undefined) throw error;
    }
  }
}

function refuseChanged(io: Io, changes: readonly Prepared[]): void {
  const changed = changes.filter((change) =>
    attempt(change.path, () => {
      const content = textOfBytes(io.fs.readFileSync(change.target));
      return content !== change.before || isTouched(io, change);
    }),
  );
  if (changed.length === 0) return;
  const were = changed.length === 1 ? "was" : "were";
  const they = changed.length === 1 ? "it was" : "they were";
  throw new UserError(
    `${nameFiles(changed)} ${were} changed by another program since ${they} read; no file was changed; run again`,
  );
}

/** Tells whether the file is another one than when it was looked at first, or has been written to or given other rights. */
function isTouched(io: Io, { target, there }: Replacement): boolean {
  const now = statsOf(io.fs.lstatSync(target, { bigint: true }));
  const sameFile = now.file === there.file && now.version === there.version;
  return !sameFile || now.mode !== there.mode || now.uid !== there.uid || now.gid !== there.gid;
}

function replaceAll(io: Io, changes: readonly Prepared[]): FilesWritten {
  const outcomes = changes.map((change) => ({ change, reason: replace(io, change) }));
  const replaced = outcomes
    .filter(({ reason }) => reason === undefined)
    .map(({ change }) => change);
  for (const folder of new Set(replaced.map(({ target }) => dirname(target)))) sync(io.fs, folder);
  const lost = new Set(replaced.filter((change) => isOverwritten(io, change)));
  const failed = outcomes.flatMap(
    ({ change, reason = lost.has(change) ? OVERWRITTEN : undefined }) =>
      reason === undefined ? [] : [{ path: change.path, reason }],
  );
  if (replaced.length === 0 && failed.length > 0) throw nothingReplaced(failed);
  const kept = replaced.filter((change) => !lost.has(change));
  return { changed: kept.map(({ path }) => path), failed, notes: notesOn(kept) };
}

const CHANGED_LATE = "it was changed by another program since it was read";
const OVERWRITTEN = "another program wrote to it at the same moment";

/** Returns why the file was not replaced; undefined where it was. */
function replace(io: Io, change: Prepared): string | undefined {
  try {
    if (isTouched(io, change)) return CHANGED_LATE;
    io.fs.renameSync(change.temporary, change.target);
    return undefined;
  } catch (error) {
    return reasonOf(error);
  }
}

/** Inodes are not compared: on some file systems a rename gives the file another one. */
function isOverwritten(io: Io, { target, ready }: Prepared): boolean {
  try {
    return statsOf(io.fs.lstatSync(target, { bigint: true })).version !== ready.version;
  } catch (error) {
    if (errorCode(error) === undefined) throw error;
    return true;
  }
}

function nothingReplaced(failed: readonly FailedFile[]): UserError {
  const reasons = failed.map(({ path, reason }) => `cannot write ${path}: ${reason}`);
  const last = `${reasons.at(-1)}; no file was changed`;
  const [first = "", ...more] = [...reasons.slice(0, -1), last];
  return new UserError(first, more);
}

function notesOn(replaced: readonly Prepared[]): readonly string[] {
  const names = (file: string) => replaced.filter(({ there }) => there.file === file).length;
  const linked = replaced.filter(({ there: { links, file } }) => links > 1 && links > names(file));
  const regrouped = replaced.filter(({ there, ready }) => there.gid !== ready.gid);
  return [
    ...(linked.length === 0
      ? []
      : [`the other hard links of ${nameFiles(linked)} still have the old content`]),
    ...(regrouped.length === 0
      ? []
      : [`could not keep the group of ${nameFiles(regrouped)}: this user may not set it`]),
  ];
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
