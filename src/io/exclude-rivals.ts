// Runs that change the same file at the same time must not overwrite each other's work. There is no lock file, which a
// killed run would leave behind; the temporary files are the locks. Each run
//
//   1. writes its temporary files, all of them, and only then
//   2. looks for those of others for the same files: it gives up where one has a smaller id, else waits until
//      they are gone,
//   3. compares the files with what it has read, and
//   4. renames, by which its temporary files go.
//
// Why no two runs are in 3 and 4 for one file at a time: each has its temporary file there from before it looks until
// it has renamed. The one that looks later sees the other's, unless the other has renamed already; and then it
// compares after that, and finds the file changed. Nobody waits in a circle, as only smaller ids wait, for
// larger ones. The smallest of those that see each other does not give up, so that one gets through.
// Who removes a temporary file of somebody else ends that run: its rename finds nothing. Of other machines on a network
// file system it holds as far as that shows at once what they write; else the comparison alone is left.

import { basename, dirname, join } from "node:path";
import { UserError } from "../text/user-error.ts";
import type { Io } from "./io.ts";
import { pause } from "./pause.ts";
import type { RunId } from "./run-id.ts";
import { reasonOf } from "./system-error.ts";
import { clearTemporaries, type Temporary } from "./temporaries.ts";
import { stemOf, temporaryName } from "./temporary-name.ts";

/** In milliseconds; the others have but to finish the writing of their temporary files, then they see ours. */
const PATIENCE = 10_000;
const INTERVAL = 10;

/**
 * Returns when no other run is about to replace one of the files (absolute paths), for which this run has written
 * its temporary files. Throws a `UserError` where another run comes first, or is not over in time.
 */
export function excludeRivals(io: Io, targets: readonly string[]): void {
  const folders = new Set(targets.map((target) => dirname(target)));
  const start = io.now();
  for (;;) {
    const others = [...folders].flatMap((folder) => temporariesIn(io, folder));
    const [rival] = rivalsOf(others, targets);
    if (rival === undefined) return;
    giveWay(io, others, targets);
    if (io.now() - start > PATIENCE) throw busy(io, rival);
    pause(INTERVAL);
  }
}

function temporariesIn(io: Io, folder: string): readonly Temporary[] {
  try {
    return clearTemporaries(io, folder, "in use");
  } catch (error) {
    throw new UserError(
      `cannot read the folder ${folder}: ${reasonOf(error)}; no file was changed`,
    );
  }
}

/** Throws a `UserError` where a temporary file of another run shows that it replaces one of the files, and comes first. */
export function giveWay(io: Io, others: readonly Temporary[], targets: readonly string[]): void {
  const own = rankOf(io.runId());
  const first = rivalsOf(others, targets).find(({ owner }) => rankOf(owner) < own);
  if (first !== undefined) throw busy(io, first);
}

function rivalsOf(others: readonly Temporary[], targets: readonly string[]): readonly Temporary[] {
  if (others.length === 0) return [];
  const keys = new Set(targets.map((target) => join(dirname(target), stemOf(basename(target)))));
  return others.filter(({ path, owner }) => keys.has(join(dirname(path), owner.stem)));
}

/** All runs have to agree on it. */
function rankOf({ machine, pid }: RunId): string {
  return `${machine}-${`${pid}`.padStart(10, "0")}`;
}

function busy(io: Io, { path, owner }: Temporary): UserError {
  const { machine, pid } = owner;
  const place = machine === io.runId().machine ? "" : " on another machine";
  const all = join(dirname(path), temporaryName("*", owner));
  return new UserError(
    `another run of kube-sidecar (process ${pid}${place}) is about to change the same files; no file was changed; ` +
      `run again when it is over, or remove ${all} if there is none`,
  );
}
