import { join } from "node:path";
import { shortHash } from "../text/short-hash.ts";
import type { Io } from "./io.ts";
import { errorCode } from "./system-error.ts";

/** Tells one run from all others. */
export interface RunId {
  readonly pid: number;
  /** 8 hexadecimal digits, drawn at random: process ids come again, and containers have the same ones. */
  readonly token: string;
}

const FORM = /^\..+\.kube-sidecar-([1-9][0-9]{0,9})-[0-9a-f]{8}\.tmp$/s;

/** Names may have 255 bytes, and ours adds 38 at most. */
const LONGEST_STEM = 200;

/** In milliseconds. A run writes for seconds: what is older is left over, whoever has the id of its process by now. */
const OLD = 600_000;

/** How many names are tried where something has them already. */
const MOST_NAMES = 10;

/**
 * Returns the names, in the order in which they are tried, of the file that a run writes beside the one it replaces; no two
 * runs take the same ones. They begin with a dot and end in no extension of manifests, so that nobody reads them as one.
 */
export function temporaryNames(file: string, { pid, token }: RunId): readonly string[] {
  const stem = Buffer.byteLength(file) <= LONGEST_STEM ? file : shortHash(file);
  return Array.from({ length: MOST_NAMES }, (_, index) => {
    const unique = index === 0 ? token : shortHash(`${token}-${index}`);
    return `.${stem}.kube-sidecar-${pid}-${unique}.tmp`;
  });
}

/** A file that nobody had before. */
export interface Temporary {
  readonly path: string;
  readonly descriptor: number;
}

/** Opens the first of the files that is not there yet: not a file, link or folder that somebody has put there. */
export function openTemporary(io: Io, paths: readonly string[]): Temporary {
  for (const [index, path] of paths.entries()) {
    try {
      return { path, descriptor: io.fs.openSync(path, "wx", 0o600) };
    } catch (error) {
      const isLast = index === paths.length - 1;
      if (errorCode(error) !== "EEXIST" || isLast) throw error;
    }
  }
  throw new Error("a temporary file has a name");
}

/**
 * Removes the temporary files that killed runs have left in the folder; throws the error of a system call that fails.
 * A run that is wrongly taken for dead, such as one in another container, damages nothing: what it would put in place is
 * gone, and it says so.
 */
export function clearLeftovers(io: Io, folder: string): void {
  for (const name of io.fs.readdirSync(folder)) {
    const pid = FORM.exec(name)?.[1];
    const path = join(folder, name);
    if (pid !== undefined && isLeftOver(io, path, Number(pid))) removeTemporary(io, path);
  }
}

/** Removes a temporary file, if it is there and can be removed. */
export function removeTemporary(io: Io, path: string): void {
  try {
    io.fs.unlinkSync(path);
  } catch (error) {
    if (errorCode(error) === undefined) throw error;
  }
}

/** This run has none yet, so that one of its id is that of an earlier process. */
function isLeftOver(io: Io, path: string, pid: number): boolean {
  if (pid === io.runId.pid || !io.isRunning(pid)) return true;
  const stats = io.fs.lstatSync(path, { throwIfNoEntry: false });
  return stats !== undefined && io.now() - stats.mtimeMs > OLD;
}
