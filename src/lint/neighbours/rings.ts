import type { Kustomizations, Supplied } from "../../manifest/kustomizations.ts";
import { folderAround } from "../../text/file-path.ts";
import { groupBy } from "../../text/group-by.ts";

/** A part of the input that an object is in, such as a folder. */
export interface Scope {
  readonly id: string;
  /** Set for a build of a kustomization, which writes this into the object. */
  readonly supplied?: Supplied;
}

/** Scopes of an object in which all others stand equally near. */
export interface Ring {
  /** What shares such a scope belongs to one cluster for certain, unless something is in it twice. */
  readonly kind: "stream" | "folder" | "build" | "above";
  readonly scopes: readonly Scope[];
}

/** The scope that all objects of the input are in. */
export const EVERYWHERE = "everywhere";

/**
 * Returns the surroundings of the objects of a file, the nearest first: the stream, the folder, the kustomizations that
 * gather the file, and the folders around it up to all of the input.
 */
export function ringsAround(file: string, kustomizations: Kustomizations): readonly Ring[] {
  const stream: Ring = { kind: "stream", scopes: [{ id: `stream ${file}` }] };
  const everywhere: Ring = { kind: "above", scopes: [{ id: EVERYWHERE }] };
  if (file === "-") return [stream, everywhere];
  const folder = folderAround(kustomizations.pathOf(file));
  const levels = groupBy(kustomizations.builds(file), ({ level }) => `${level}`);
  const builds = [...levels.values()].map((level): Ring => {
    const scopes = level.map(({ kustomization, supplied }) => ({
      id: `build ${kustomization.path}`,
      supplied,
    }));
    return { kind: "build", scopes };
  });
  const above = foldersFrom(folder).map(
    (one): Ring => ({ kind: "above", scopes: [{ id: `below ${one}` }] }),
  );
  const beside: Ring = { kind: "folder", scopes: [{ id: `in ${folder}` }] };
  return [stream, beside, ...builds, ...above, everywhere];
}

/** Returns a folder and those around it, the innermost first. */
function foldersFrom(folder: string): readonly string[] {
  const folders: string[] = [];
  for (let next = folder; !folders.includes(next); next = folderAround(next)) folders.push(next);
  return folders;
}
