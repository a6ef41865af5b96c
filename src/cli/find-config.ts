import { dirname, join, relative, sep } from "node:path";
import type { Io } from "../io/io.ts";
import type { Repository } from "../report/repository-path.ts";

/** The name under which a config file is found by itself. */
const CONFIG_NAME = "kube-sidecar.yaml";

/**
 * Returns the config file of the working directory or of the nearest folder above it, up to the root of the
 * repository; outside of a repository only the working directory counts.
 */
export function findConfig(io: Io): string | undefined {
  const folders = foldersUpTo(io.cwd, (folder) => io.fs.existsSync(join(folder, ".git")));
  const folder = folders.find((candidate) => io.fs.existsSync(join(candidate, CONFIG_NAME)));
  if (folder === undefined) return undefined;
  return relative(io.cwd, join(folder, CONFIG_NAME)).split(sep).join("/");
}

/** Returns where the working directory is in its repository. */
export function repositoryOf(io: Io): Repository {
  const folders = foldersUpTo(io.cwd, (folder) => io.fs.existsSync(join(folder, ".git")));
  const root = folders.at(-1) ?? io.cwd;
  const slashed = (path: string) => path.split(sep).join("/");
  return { root: slashed(root), folder: slashed(relative(root, io.cwd)) };
}

function foldersUpTo(start: string, isRoot: (folder: string) => boolean): readonly string[] {
  const folders: string[] = [];
  for (let folder = start; ; folder = dirname(folder)) {
    folders.push(folder);
    if (isRoot(folder)) return folders;
    if (dirname(folder) === folder) return [start];
  }
}
