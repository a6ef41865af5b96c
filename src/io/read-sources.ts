import type { DocumentProblem } from "../text/document-problem.ts";
import { placeOfFile } from "../text/place.ts";
import type { Source } from "../text/source.ts";
import { UserError } from "../text/user-error.ts";
import { type Bound, boundOfFolder, type Reach } from "./bound.ts";
import type { Io } from "./io.ts";
import { type Depth, type LeftOut, listFiles } from "./list-files.ts";
import { MANIFEST_EXTENSIONS } from "./manifest-extensions.ts";
import { readFound, readNamed } from "./read-source.ts";
import { realPath } from "./real-path.ts";

/** Files, folders and `-`, and how far folders are searched. */
export interface Inputs {
  readonly paths: readonly string[];
  readonly depth: Depth;
  readonly reach: Reach;
  /** Tells what of kube-sidecar's own a file holds, which takes a reader of YAML. */
  readonly ownObjectsIn: (source: Source) => OwnObjects;
}

/** What of kube-sidecar's own a file holds: nothing, nothing else, or some beside manifests. */
export type OwnObjects = "none" | "only" | "mixed";

/** What could be read, and what could not. */
export interface SourcesRead {
  readonly sources: readonly Source[];
  /** Of each file and folder that cannot be read, why. */
  readonly problems: readonly DocumentProblem[];
  /** Of what is left out of folders. */
  readonly warnings: readonly { readonly message: string; readonly help: string }[];
  /** The paths of the files that hold only objects of ours. */
  readonly own: readonly string[];
  /** Folders in folders that are not searched, and that kubectl would search. */
  readonly unsearched: readonly string[];
  /** The Helm charts in folders whose templates are left out. */
  readonly charts: readonly string[];
}

/**
 * Returns the sources in the order in which they are named, the files of a folder sorted, each file once.
 * A folder's own templates and config are left out. Throws a `UserError` for an address, and for a folder without
 * manifests, or that leads out of its repository.
 */
export function readSources(io: Io, inputs: Inputs): SourcesRead {
  const { paths, depth, reach } = inputs;
  const seen = new Set<string>();
  const read = paths.map((path): SourcesRead => {
    refuseAddress(path);
    const { origin, files, leftOut, unsearched, charts } = listFiles(io, path, depth);
    const unlisted = ofLeftOut(leftOut);
    if (files.length + leftOut.length === 0) throw new UserError(noManifests(path, depth));
    const fresh = files.filter((file) => isNew(io, file, seen));
    const bound = origin === "folder" ? boundOfFolder(io, path, reach) : undefined;
    const whole = joined([
      { ...unlisted, unsearched, charts },
      ...fresh.map((file) => readManifests(io, file, bound, inputs)),
    ]);
    const isEmpty = whole.sources.length + whole.problems.length === 0;
    if (fresh.length > 0 && isEmpty) throw new UserError(onlyOwn(path));
    return whole;
  });
  return joined(read);
}

function joined(parts: readonly SourcesRead[]): SourcesRead {
  return {
    sources: parts.flatMap(({ sources }) => sources),
    problems: parts.flatMap(({ problems }) => problems),
    warnings: parts.flatMap(({ warnings }) => warnings),
    own: parts.flatMap(({ own }) => own),
    unsearched: parts.flatMap(({ unsearched }) => unsearched),
    charts: parts.flatMap(({ charts }) => charts),
  };
}

function ofLeftOut(leftOut: readonly LeftOut[]): SourcesRead {
  const errors = leftOut.filter(({ severity }) => severity === "error");
  const warnings = leftOut.filter(({ severity }) => severity === "warning");
  return {
    ...NOTHING,
    problems: errors.map(({ path, message }) => problemOf(path, message)),
    warnings: warnings.map(({ message }) => ({ message, help: "" })),
  };
}

function problemOf(path: string, message: string): DocumentProblem {
  return { severity: "error", message, place: placeOfFile(path), help: "" };
}

function refuseAddress(path: string): void {
  if (!/^https?:\/\//.test(path)) return;
  throw new UserError(
    `${path} is no file; download it, and pipe it in: curl -fsSL ${path} | kube-sidecar ...`,
  );
}

function isNew(io: Io, path: string, seen: Set<string>): boolean {
  const identity = path === "-" ? path : realPath(io, path);
  if (seen.has(identity)) return false;
  seen.add(identity);
  return true;
}

const NOTHING: SourcesRead = {
  sources: [],
  problems: [],
  warnings: [],
  own: [],
  unsearched: [],
  charts: [],
};

/** Reads a file of a folder, which has a bound, or one that is named. One that cannot be read costs no other file. */
function readManifests(
  io: Io,
  path: string,
  bound: Bound | undefined,
  { reach, ownObjectsIn }: Inputs,
): SourcesRead {
  try {
    const source =
      bound === undefined ? readNamed(io, path, reach) : readFound(io, path, bound, reach);
    const own = ownObjectsIn(source);
    if (own === "none") return { ...NOTHING, sources: [source] };
    if (own === "only" && bound !== undefined) return { ...NOTHING, own: [path] };
    throw new UserError(ownObjects(path, own));
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return { ...NOTHING, problems: [problemOf(path, error.message)] };
  }
}

function ownObjects(path: string, own: "only" | "mixed"): string {
  const name = path === "-" ? "standard input" : path;
  return own === "only"
    ? `${name} holds a SidecarTemplate or SidecarInjector, not manifests; ` +
        "give it with --template-dir or --config"
    : `${name} holds a SidecarTemplate or SidecarInjector beside manifests; ` +
        "put it in a file of its own";
}

function noManifests(folder: string, depth: Depth): string {
  const what = `no manifests (${MANIFEST_EXTENSIONS.join(", ")}) in ${folder}`;
  return depth === "flat" ? `${what}; use -R to search the folders in it` : what;
}

function onlyOwn(folder: string): string {
  return `no manifests in ${folder}: it holds only templates or config of kube-sidecar`;
}
