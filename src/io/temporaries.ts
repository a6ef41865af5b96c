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

/**
 * Returns the name of the file that a run writes beside the one it replaces; no two runs take the same one. It begins
 * with a dot and ends in no extension of manifests, so that nobody reads it as one.
 */
export function temporaryName(file: string, { pid, token }: RunId): string {
  const stem = Buffer.byteLength(file) <= LONGEST_STEM ? file : shortHash(file);
  return `.${stem}.kube-sidecar-${pid}-${token}.tmp`;
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
  const stats = io.fs.statSync(path, { throwIfNoEntry: false });
  return stats !== undefined && io.now() - stats.mtimeMs > OLD;
}
