import { join } from "node:path";
import type { Io } from "./io.ts";
import type { RunId } from "./run-id.ts";
import { errorCode } from "./system-error.ts";
import { ownerOfTemporary, type TemporaryOwner } from "./temporary-name.ts";

/** The temporary file of a run that may still go on. */
export interface Temporary {
  /** Absolute. */
  readonly path: string;
  readonly owner: TemporaryOwner;
}

/** In milliseconds. A run writes for seconds: what is older is left over, whoever has the id of its process by now. */
const OLD = 3_600_000;

/**
 * Removes the temporary files that runs which are no more have left in the folder, and returns those of other runs
 * that may go on. Those of this run are either left over, from an earlier process of the same id, or in use.
 * A run that is wrongly taken for dead damages nothing: with its temporary file it loses what it would put in place.
 */
export function clearTemporaries(
  io: Io,
  folder: string,
  ours: "left over" | "in use",
): readonly Temporary[] {
  const self = io.runId();
  return io.fs.readdirSync(folder).flatMap((name) => {
    const owner = ownerOfTemporary(name);
    if (owner === undefined) return [];
    const temporary = { path: join(folder, name), owner };
    if (isSame(owner, self)) {
      if (ours === "left over") removeTemporary(io, temporary.path);
      return [];
    }
    return mayGoOn(io, temporary, self) ? [temporary] : [];
  });
}

/** Removes a temporary file, and tells whether it is gone, now or before. */
export function removeTemporary(io: Io, path: string): boolean {
  try {
    io.fs.unlinkSync(path);
    return true;
  } catch (error) {
    const code = errorCode(error);
    if (code === undefined) throw error;
    return code === "ENOENT";
  }
}

function isSame(one: RunId, other: RunId): boolean {
  return one.machine === other.machine && one.pid === other.pid;
}

function mayGoOn(io: Io, { path, owner }: Temporary, self: RunId): boolean {
  const isDead = owner.machine === self.machine && !io.isRunning(owner.pid);
  if (!isDead && !isOld(io, path)) return true;
  return !removeTemporary(io, path) && !isDead;
}

function isOld(io: Io, path: string): boolean {
  const stats = io.fs.statSync(path, { throwIfNoEntry: false });
  return stats === undefined || io.now() - stats.mtimeMs > OLD;
}
