import { posix, resolve, sep } from "node:path";
import type { Io } from "./io.ts";
import { MANIFEST_EXTENSIONS } from "./manifest-extensions.ts";
import { errorCode, reasonOf } from "./system-error.ts";

/** How far folders are searched. */
export type Depth = "flat" | "recursive";

/** What of a folder is not listed, and why. */
export interface LeftOut {
  readonly path: string;
  /** `error`: there may be manifests that were asked for. */
  readonly severity: "error" | "warning";
  readonly message: string;
}

/** The files that a path stands for: itself, or the files of a folder. */
export interface FileList {
  readonly origin: "file" | "folder";
  readonly files: readonly string[];
  readonly leftOut: readonly LeftOut[];
  /** Folders that hold files which could be manifests, and that are not searched for them. */
  readonly unsearched: readonly string[];
  /** The Helm charts whose templates are not listed: no manifest stands there until they are rendered. */
  readonly charts: readonly string[];
}

type Found = Omit<FileList, "origin">;

/** Returns the file of the path, or the YAML and JSON files of the folder, sorted, with `/` on every machine. */
export function listFiles(io: Io, path: string, depth: Depth): FileList {
  const shown = posix.normalize(path.split(sep).join("/"));
  if (kindOfFile(io, shown) !== "folder") {
    return { ...NOTHING, origin: "file", files: [shown] };
  }
  return { origin: "folder", ...filesIn(io, shown, { depth, named: shown }) };
}

/** Returns what there is at the path, behind links. */
function kindOfFile(io: Io, path: string): "folder" | "file" | "other" | "missing" {
  try {
    const stats = io.fs.statSync(resolve(io.cwd, path));
    if (stats.isDirectory()) return "folder";
    return stats.isFile() ? "file" : "other";
  } catch (error) {
    if (errorCode(error) === undefined) throw error;
    return "missing"; // Why it cannot be read is said where it is read.
  }
}

interface Search {
  readonly depth: Depth;
  /** The folder that the operator has named. Who names a chart is to learn that it has to be rendered. */
  readonly named: string;
}

function filesIn(io: Io, folder: string, search: Search): Found {
  const entries = entriesOf(io, folder);
  if (typeof entries === "string") {
    const message = `cannot read the folder ${folder}: ${entries}`;
    return { ...NOTHING, leftOut: [{ path: folder, severity: "error", message }] };
  }
  const isChart = folder !== search.named && entries.some(({ name }) => name === "Chart.yaml");
  // Beside the data of git lie the hidden folders of tools.
  const isRoot = entries.some(({ name }) => name === ".git");
  const found = entries.map((entry): Found => {
    const path = posix.join(folder, entry.name);
    if (entry.isDirectory() && search.depth === "recursive" && !isSearched(entry.name)) {
      return isRoot || !holdsManifests(io, path) ? NOTHING : { ...NOTHING, unsearched: [path] };
    }
    const isWanted = entry.isDirectory() ? search.depth === "recursive" : isManifest(entry.name);
    if (!isWanted) return NOTHING;
    if (isChart && entry.isDirectory() && entry.name === "templates") {
      return { ...NOTHING, charts: [folder] };
    }
    if (isMisread(io, path)) return leaveOut(path, "its name is not UTF-8; rename it");
    if (entry.isDirectory()) return filesIn(io, path, search);
    // Where a link leads is looked at where it is read.
    return manifestAt(io, path, entry.isSymbolicLink() ? "link" : "no link");
  });
  return {
    files: found.flatMap(({ files }) => files),
    leftOut: found.flatMap(({ leftOut }) => leftOut),
    unsearched: found.flatMap(({ unsearched }) => unsearched),
    charts: found.flatMap(({ charts }) => charts),
  };
}

const NOTHING: Found = { files: [], leftOut: [], unsearched: [], charts: [] };

/** Tells whether there is a file in a folder, or in folders in it, which kubectl would take for a manifest. */
function holdsManifests(io: Io, folder: string): boolean {
  const entries = entriesOf(io, folder);
  if (typeof entries === "string") return false;
  return (
    entries.some((entry) => !entry.isDirectory() && isManifest(entry.name)) ||
    entries.some(
      (entry) => entry.isDirectory() && holdsManifests(io, posix.join(folder, entry.name)),
    )
  );
}

function manifestAt(io: Io, path: string, type: "link" | "no link"): Found {
  const kind = kindOfFile(io, path);
  if (kind === "folder") return NOTHING; // Behind a link, which could lead in a circle.
  // Who reads a named pipe could wait forever.
  return kind === "other" && type === "no link"
    ? leaveOut(path, "it is not a regular file")
    : { ...NOTHING, files: [path] };
}

function isManifest(name: string): boolean {
  return MANIFEST_EXTENSIONS.includes(posix.extname(name));
}

function leaveOut(path: string, reason: string): Found {
  const message = `${path} is skipped: ${reason}`;
  return { ...NOTHING, leftOut: [{ path, severity: "warning", message }] };
}

/** Names are read as UTF-8, with U+FFFD for all other bytes, and then nothing has that name. */
function isMisread(io: Io, path: string): boolean {
  if (!path.includes("\ufffd")) return false;
  return io.fs.lstatSync(resolve(io.cwd, path), { throwIfNoEntry: false }) === undefined;
}

/** Tells whether a folder is searched: `.git`, `.github` and installed packages hold YAML, but no manifests. */
export function isSearched(folder: string): boolean {
  return !folder.startsWith(".") && folder !== "node_modules";
}

/** Returns the entries of a folder, or why they cannot be read. */
function entriesOf(io: Io, folder: string) {
  try {
    const entries = io.fs.readdirSync(resolve(io.cwd, folder), { withFileTypes: true });
    return entries.sort((a, b) => (a.name < b.name ? -1 : 1));
  } catch (error) {
    return reasonOf(error);
  }
}
