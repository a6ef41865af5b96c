// What of the file system a run may reach. A path that the operator names is trusted, and may be a pipe or a device; but
// whoever writes to a repository can put links into it, so no path may lead out of the repository that it is in. What is
// found in a folder has to be inside its repository or, outside of git, inside that folder.

import { dirname, isAbsolute, join, relative, resolve, sep } from "node:path";
import { UserError } from "../text/user-error.ts";
import type { Io } from "./io.ts";
import { realPath } from "./real-path.ts";

/** A folder that paths may not lead out of. */
export interface Bound {
  /** Absolute, links resolved. */
  readonly folder: string;
  /** What messages call it, such as `the repository`. */
  readonly label: string;
}

/** How far a run may reach. */
export interface Reach {
  /** The folder that the operator has set as the bound of all files that are read. */
  readonly root?: Bound;
  /** The most bytes that a file may have which the operator has not named. */
  readonly largestFound: number;
}

/** The reach of a run for which the operator has set nothing: found files of 64 MiB. */
export const DEFAULT_REACH: Reach = { largestFound: 64 * 2 ** 20 };

/** Returns what a path that the operator names may not lead out of; undefined where it is in no repository. */
export function boundOfNamed(io: Io, path: string, { root }: Reach): Bound | undefined {
  if (root !== undefined) return root;
  const folder = repositoryAt(io, resolve(io.cwd, path));
  return folder === undefined
    ? undefined
    : { folder: realPath(io, folder), label: "the repository" };
}

/** Returns what the files that are found in a folder have to be in; throws a `UserError` where it leads out of that itself. */
export function boundOfFolder(io: Io, folder: string, reach: Reach): Bound {
  const bound = boundOfNamed(io, folder, reach);
  if (bound === undefined) return { folder: realPath(io, folder), label: `the folder ${folder}` };
  const reason = reasonOutside(io, folder, bound);
  if (reason !== undefined)
    throw new UserError(`cannot read ${folder}: ${reason}${remedyFor(reach)}`);
  return bound;
}

/**
 * Returns why a path is out of bounds, once its links are followed; undefined where it is not. The data of git are out of
 * bounds for links as well: they can hold passwords.
 */
export function reasonOutside(io: Io, path: string, { folder, label }: Bound): string | undefined {
  const absolute = resolve(io.cwd, path);
  const target = realPath(io, absolute);
  const way = relative(folder, target);
  if (way === ".." || way.startsWith(`..${sep}`) || isAbsolute(way)) {
    return `it leads out of ${label}`;
  }
  if (isDataOfGit(way) && !isDataOfGit(absolute)) return "it is a link to data of git";
  return undefined;
}

/** Returns how the operator can have read what is out of bounds. */
export function remedyFor({ root }: Reach): string {
  return root === undefined ? "; name its target itself if that is meant" : "";
}

function isDataOfGit(path: string): boolean {
  return path.split(sep).some((name) => name.toLowerCase() === ".git");
}

/**
 * Returns the root of the innermost repository that a path is in, reached by no link of a repository: such a link could
 * lead to another repository of the machine.
 */
export function repositoryAt(io: Io, path: string): string | undefined {
  let root: string | undefined;
  for (const folder of foldersAbove(path)) {
    if (root !== undefined && isLink(io, folder)) return root;
    if (io.fs.existsSync(join(folder, ".git"))) root = folder;
  }
  return root;
}

/** From the topmost to the path itself. */
function foldersAbove(path: string): readonly string[] {
  const folder = dirname(path);
  return folder === path ? [path] : [...foldersAbove(folder), path];
}

function isLink(io: Io, path: string): boolean {
  return io.fs.lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() === true;
}
