import { dirname, join, relative, sep } from "node:path";
import type { Bound, Reach } from "../io/bound.ts";
import type { Io } from "../io/io.ts";
import type { Repository } from "../report/repository-path.ts";

/** The name under which a config file is found by itself. */
const CONFIG_NAME = "kube-sidecar.yaml";

/** A config file that nobody has named. */
export interface FoundConfig {
  readonly path: string;
  /** What it, and what it names, has to be in. */
  readonly bound: Bound;
}

/**
 * Returns the config file of the working directory or of the nearest folder above it, up to the root of the
 * repository or `--root`; without either only the working directory counts. A link counts wherever it leads.
 */
export function findConfig(io: Io, { root }: Reach): FoundConfig | undefined {
  const isRoot = (folder: string) => folder === root?.folder || isRepository(io, folder);
  const folders = foldersUpTo(io.cwd, isRoot);
  const folder = folders.find((candidate) => isThere(io, join(candidate, CONFIG_NAME)));
  if (folder === undefined) return undefined;
  const path = relative(io.cwd, join(folder, CONFIG_NAME)).split(sep).join("/");
  const top = folders.at(-1) ?? folder;
  const label = isRepository(io, top) ? "the repository" : "the folder of the config";
  return { path, bound: root ?? { folder: top, label } };
}

/** Returns where the working directory is in its repository. */
export function repositoryOf(io: Io): Repository {
  const folders = foldersUpTo(io.cwd, (folder) => isRepository(io, folder));
  const root = folders.at(-1) ?? io.cwd;
  const slashed = (path: string) => path.split(sep).join("/");
  return { root: slashed(root), folder: slashed(relative(root, io.cwd)) };
}

function isRepository(io: Io, folder: string): boolean {
  return io.fs.existsSync(join(folder, ".git"));
}

/** Also where the target of a link is missing, which has to be said rather than passed over. */
function isThere(io: Io, path: string): boolean {
  return io.fs.lstatSync(path, { throwIfNoEntry: false }) !== undefined;
}

function foldersUpTo(start: string, isRoot: (folder: string) => boolean): readonly string[] {
  const folders: string[] = [];
  for (let folder = start; ; folder = dirname(folder)) {
    folders.push(folder);
    if (isRoot(folder)) return folders;
    if (dirname(folder) === folder) return [start];
  }
}
