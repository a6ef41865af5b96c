// Which files a kustomization builds is said in files that nobody names, in any folder of the repository. They are read
// for every run, so that what is said of a file does not depend on which files are given with it.

import { dirname, join, relative, resolve, sep } from "node:path";
import { type Bound, type Reach, repositoryAt } from "../io/bound.ts";
import type { Io } from "../io/io.ts";
import { isSearched } from "../io/list-files.ts";
import { readFound } from "../io/read-source.ts";
import { realPath } from "../io/real-path.ts";
import { KUSTOMIZATION_NAMES } from "../manifest/kustomization.ts";
import { kustomizationReader } from "../manifest/kustomization-reader.ts";
import {
  indexKustomizations,
  type Kustomizations,
  transformerFiles,
} from "../manifest/kustomizations.ts";
import { pathIn } from "../text/file-path.ts";
import type { Source } from "../text/source.ts";
import { UserError } from "../text/user-error.ts";

/** A repository of more folders is not searched to its end: it may be somebody's home. */
const MOST_FOLDERS = 20_000;

/** The kustomizations around the inputs, and whether these are all. */
export interface KustomizationsFound {
  readonly kustomizations: Kustomizations;
  readonly warnings: readonly { readonly message: string; readonly help: string }[];
}

/** Returns the kustomizations of the repositories that the paths are in; outside of one, those of their folders. */
export function findKustomizations(
  io: Io,
  paths: readonly string[],
  reach: Reach,
): KustomizationsFound {
  const base = slashed(realPath(io, io.cwd));
  const named = paths.filter((path) => path !== "-");
  const searches = new Map(
    [...new Set(named.map((path) => folderOfInput(io, path)))]
      .map((folder) => searchFor(io, folder, reach))
      .map((search) => [search.folder, search] as const),
  );
  const walks = [...searches.values()].map((search) => ({ search, walk: walkThrough(io, search) }));
  // Outside of repositories, what is searched can lie in what is searched for another path.
  const bounds = new Map(
    walks.flatMap(({ search, walk }) => walk.files.map((path) => [path, search.bound] as const)),
  );
  const sources = [...bounds].flatMap(([path, bound]) => readOrNothing(io, path, bound, reach));
  const links = new Map(
    [
      ...walks.flatMap(({ walk }) => walk.links),
      ...named.map((path) => pathIn(base, slashed(path))),
    ]
      .map((link) => [link, slashed(realPath(io, link))] as const)
      .filter(([link, target]) => link !== target),
  );
  const reader = kustomizationReader({ sources, base, links });
  const readNamed = (path: string): readonly Source[] => {
    const found = walks.find(({ search }) => isIn(path, search.bound.folder));
    return found === undefined ? [] : readOrNothing(io, path, found.search.bound, reach);
  };
  const configs = transformerFiles(reader).flatMap(readNamed);
  return {
    kustomizations: indexKustomizations(reader, configs, (path) => readNamed(path)[0]),
    warnings: walks.flatMap(({ search, walk }) => (walk.isWhole ? [] : [tooMany(search.folder)])),
  };
}

/** A folder that is searched, absolute, and what the files found in it may not lead out of. */
interface Search {
  readonly folder: string;
  /** Folders around it in which only kustomizations are looked for. */
  readonly above: readonly string[];
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
  const real = realPath(io, own);
  const repository = repositoryAt(io, own) ?? repositoryAt(io, real);
  const folder = repository === undefined ? real : realPath(io, repository);
  const { root } = reach;
  if (root !== undefined) {
    const inRoot = isIn(folder, root.folder)
      ? folder
      : isIn(real, root.folder)
        ? root.folder
        : real;
    return { folder: inRoot, above: [], bound: root };
  }
  if (repository !== undefined) {
    return { folder, above: [], bound: { folder, label: "the repository" } };
  }
  // What a kustomization lists as a patch is in its folder or below, as kustomize wants it.
  const top = realPath(io, io.cwd);
  const above = isIn(folder, top) ? foldersBetween(folder, top) : [];
  const outermost = above.at(-1) ?? folder;
  return { folder, above, bound: { folder: outermost, label: `the folder ${outermost}` } };
}

/** Returns the folders around one, up to one of them. */
function foldersBetween(folder: string, top: string): readonly string[] {
  return folder === top ? [] : [dirname(folder), ...foldersBetween(dirname(folder), top)];
}

function isIn(folder: string, outer: string): boolean {
  const way = relative(outer, folder);
  return way !== ".." && !way.startsWith(`..${sep}`);
}

interface Walk {
  readonly files: readonly string[];
  /** All symbolic links, wherever they lead. */
  readonly links: readonly string[];
  readonly isWhole: boolean;
}

/** Goes through the folders level by level, so that of too many the upper ones are seen. */
function walkThrough(io: Io, { folder: top, above }: Search): Walk {
  const files: string[] = [];
  const links: string[] = [];
  const visit = (folder: string) => {
    const entries = entriesOf(io, folder).map((entry) => ({
      entry,
      path: join(folder, entry.name),
    }));
    for (const { entry, path } of entries) {
      if (KUSTOMIZATION_NAMES.includes(entry.name) && !entry.isDirectory())
        files.push(slashed(path));
      if (entry.isSymbolicLink()) links.push(slashed(path));
    }
    return entries
      .filter(({ entry }) => entry.isDirectory() && isSearched(entry.name))
      .map(({ path }) => path);
  };
  for (const folder of above) visit(folder);
  const folders = [top];
  for (const folder of folders) {
    const inner = visit(folder);
    if (folders.length + inner.length > MOST_FOLDERS) return { files, links, isWhole: false };
    for (const one of inner) folders.push(one);
  }
  return { files, links, isWhole: true };
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
