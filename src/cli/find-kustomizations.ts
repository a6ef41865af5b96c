// Which files a kustomization builds is said in files that nobody names, in any folder of the repository. They are read
// for every run, so that what is said of a file does not depend on which files are given with it.

import { dirname, join, relative, resolve, sep } from "node:path";
import { type Bound, boundOfNamed, type Reach, repositoryAt } from "../io/bound.ts";
import type { Io } from "../io/io.ts";
import { isSearched } from "../io/list-files.ts";
import { readFound } from "../io/read-source.ts";
import { realPath } from "../io/real-path.ts";
import { KUSTOMIZATION_NAMES } from "../manifest/kustomization.ts";
import { type KustomizationFiles, transformerFiles } from "../manifest/kustomizations.ts";
import type { Source } from "../text/source.ts";
import { UserError } from "../text/user-error.ts";

/** A repository of more folders is not searched to its end: it may be somebody's home. */
const MOST_FOLDERS = 20_000;

/** The kustomizations around the inputs, and whether these are all. */
export interface KustomizationsFound extends KustomizationFiles {
  readonly warnings: readonly { readonly message: string; readonly help: string }[];
}

/** Returns the kustomizations of the repositories that the paths are in; outside of one, those of their folders. */
export function findKustomizations(
  io: Io,
  paths: readonly string[],
  reach: Reach,
): KustomizationsFound {
  const named = paths.filter((path) => path !== "-").map((path) => folderOfInput(io, path));
  const searches = new Map(
    [...new Set(named)]
      .map((folder) => searchFor(io, folder, reach))
      .map((search) => [search.folder, search] as const),
  );
  const found = [...searches.values()].map((search) => {
    const { files, isWhole } = kustomizationsIn(io, search.folder);
    const sources = files.flatMap((path) => readOrNothing(io, path, search.bound, reach));
    const configs = transformerFiles({ sources, base: "" });
    const further = configs.flatMap((path) => readOrNothing(io, path, search.bound, reach));
    return { sources: [...sources, ...further], warnings: isWhole ? [] : [tooMany(search.folder)] };
  });
  return {
    sources: found.flatMap(({ sources }) => sources),
    base: slashed(realPath(io, io.cwd)),
    warnings: found.flatMap(({ warnings }) => warnings),
  };
}

/** A folder that is searched, absolute, and what the files found in it may not lead out of. */
interface Search {
  readonly folder: string;
  readonly bound: Bound;
}

function folderOfInput(io: Io, path: string): string {
  const absolute = resolve(io.cwd, path);
  try {
    return io.fs.statSync(absolute).isDirectory() ? absolute : dirname(absolute);
  } catch {
    return dirname(absolute); // Why it cannot be read is said where it is read.
  }
}

function searchFor(io: Io, own: string, reach: Reach): Search {
  const folder = realPath(io, repositoryAt(io, own) ?? own);
  const { root } = reach;
  const bound = boundOfNamed(io, own, reach) ?? { folder, label: `the folder ${folder}` };
  if (root === undefined || isIn(folder, root.folder)) return { folder, bound };
  const real = realPath(io, own);
  return { folder: isIn(real, root.folder) ? root.folder : real, bound };
}

function isIn(folder: string, outer: string): boolean {
  const way = relative(outer, folder);
  return way !== ".." && !way.startsWith(`..${sep}`);
}

interface Walk {
  readonly files: readonly string[];
  readonly isWhole: boolean;
}

/** Goes through the folders level by level, so that of too many the upper ones are seen. */
function kustomizationsIn(io: Io, top: string): Walk {
  const files: string[] = [];
  const folders = [top];
  for (const folder of folders) {
    for (const entry of entriesOf(io, folder)) {
      const path = join(folder, entry.name);
      if (KUSTOMIZATION_NAMES.includes(entry.name) && !entry.isDirectory())
        files.push(slashed(path));
      if (!entry.isDirectory() || !isSearched(entry.name)) continue;
      if (folders.length === MOST_FOLDERS) return { files, isWhole: false };
      folders.push(path);
    }
  }
  return { files, isWhole: true };
}

/** What cannot be read says nothing; where it was asked for, that is said where it is read. */
function entriesOf(io: Io, folder: string) {
  try {
    return io.fs.readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
}

function readOrNothing(io: Io, path: string, bound: Bound, reach: Reach): readonly Source[] {
  try {
    return [readFound(io, path, bound, reach)];
  } catch (error) {
    if (error instanceof UserError) return [];
    throw error;
  }
}

function tooMany(folder: string) {
  return {
    message: `not all kustomizations in ${folder} are known: it has more than ${MOST_FOLDERS} folders`,
    help: "set --root to the folder that holds your manifests",
  };
}

function slashed(path: string): string {
  return path.split(sep).join("/");
}
