import { posix, resolve, sep } from "node:path";
import { UserError } from "../text/user-error.ts";
import type { Io } from "./io.ts";
import { MANIFEST_EXTENSIONS } from "./manifest-extensions.ts";
import { errorCode, reasonOf } from "./system-error.ts";

/** How far folders are searched. */
export type Depth = "flat" | "recursive";

/** The files that a path stands for: itself, or the files of a folder. */
export interface FileList {
  readonly origin: "file" | "folder";
  readonly files: readonly string[];
}

/** Returns the file of the path, or the YAML and JSON files of the folder, sorted, with `/` on every machine. */
export function listFiles(io: Io, path: string, depth: Depth): FileList {
  const shown = posix.normalize(path.split(sep).join("/"));
  if (!isFolder(io, shown)) return { origin: "file", files: [shown] };
  return { origin: "folder", files: filesIn(io, shown, depth) };
}

function isFolder(io: Io, path: string): boolean {
  try {
    return io.fs.statSync(resolve(io.cwd, path)).isDirectory();
  } catch (error) {
    if (errorCode(error) === undefined) throw error;
    return false; // Why it cannot be read is said where it is read.
  }
}

function filesIn(io: Io, folder: string, depth: Depth): readonly string[] {
  return entriesOf(io, folder).flatMap((entry) => {
    const path = posix.join(folder, entry.name);
    if (entry.isDirectory()) {
      return depth === "recursive" && isSearched(entry.name) ? filesIn(io, path, depth) : [];
    }
    return isManifest(entry.name) && !isFolder(io, path) ? [path] : [];
  });
}

/** Helm's `values.schema.json` and the schema of templates lie beside manifests, and are none. */
function isManifest(name: string): boolean {
  return MANIFEST_EXTENSIONS.includes(posix.extname(name)) && !name.endsWith(".schema.json");
}

/** `.git`, `.github` and installed packages hold YAML, but no manifests. */
function isSearched(folder: string): boolean {
  return !folder.startsWith(".") && folder !== "node_modules";
}

function entriesOf(io: Io, folder: string) {
  try {
    const entries = io.fs.readdirSync(resolve(io.cwd, folder), { withFileTypes: true });
    return entries.sort((a, b) => (a.name < b.name ? -1 : 1));
  } catch (error) {
    throw new UserError(`cannot read the folder ${folder}: ${reasonOf(error)}`);
  }
}
