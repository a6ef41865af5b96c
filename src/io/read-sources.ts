import type { Source } from "../text/source.ts";
import { UserError } from "../text/user-error.ts";
import type { Io } from "./io.ts";
import { type Depth, type FileList, listFiles } from "./list-files.ts";
import { MANIFEST_EXTENSIONS } from "./manifest-extensions.ts";
import { ownObjectsIn } from "./own-object.ts";
import { readSource } from "./read-source.ts";
import { realPath } from "./real-path.ts";

/** Files, folders and `-`, and how far folders are searched. */
export interface Inputs {
  readonly paths: readonly string[];
  readonly depth: Depth;
}

/**
 * Returns the sources in the order in which they are named, the files of a folder sorted, each file once.
 * A folder's own templates and config are left out. Throws a `UserError` for those that are named themselves, for
 * what cannot be read, and for a folder without manifests.
 */
export function readSources(io: Io, { paths, depth }: Inputs): readonly Source[] {
  const seen = new Set<string>();
  return paths.flatMap((path) => {
    refuseAddress(path);
    const { origin, files } = listFiles(io, path, depth);
    if (files.length === 0) throw new UserError(noManifests(path, depth));
    const fresh = files.filter((file) => isNew(io, file, seen));
    const sources = fresh.flatMap((file) => readManifests(io, file, origin));
    if (fresh.length > 0 && sources.length === 0) throw new UserError(onlyOwn(path));
    return sources;
  });
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

function readManifests(io: Io, path: string, origin: FileList["origin"]): readonly Source[] {
  const source = readSource(io, path);
  const own = ownObjectsIn(source.text);
  if (own === "none") return [source];
  if (own === "only" && origin === "folder") return [];
  const name = path === "-" ? "standard input" : path;
  throw new UserError(
    own === "only"
      ? `${name} holds a SidecarTemplate or SidecarInjector, not manifests; ` +
          "give it with --template-dir or --config"
      : `${name} holds a SidecarTemplate or SidecarInjector beside manifests; ` +
          "put it in a file of its own",
  );
}

function noManifests(folder: string, depth: Depth): string {
  const what = `no manifests (${MANIFEST_EXTENSIONS.join(", ")}) in ${folder}`;
  return depth === "flat" ? `${what}; use -R to search the folders in it` : what;
}

function onlyOwn(folder: string): string {
  return `no manifests in ${folder}: it holds only templates or config of kube-sidecar`;
}
