import { posix, resolve } from "node:path";
import { boundOfNamed, DEFAULT_REACH, reasonOutside } from "../../io/bound.ts";
import type { Io } from "../../io/io.ts";
import { listFiles } from "../../io/list-files.ts";
import { readFound } from "../../io/read-source.ts";
import { isFault, readOutline, splitDocuments } from "../../manifest/documents.ts";
import { KUSTOMIZATION_NAMES } from "../../manifest/kustomization.ts";
import { valueOfNode } from "../../manifest/node-value.ts";
import { type ManifestObject, objectsOf } from "../../manifest/objects.ts";
import { asList, asMap, asString } from "../../manifest/value.ts";
import { encodeText, type Source } from "../../text/source.ts";

/** The lists of a kustomization that name files, folders or objects, in the order in which kustomize takes them. */
export const LIST_FIELDS = [
  "resources",
  "bases",
  "components",
  "generators",
  "transformers",
  "validators",
] as const;

/** Those of the lists that name plugins, whose folders hold configs. */
export const PLUGIN_FIELDS = ["generators", "transformers", "validators"] as const;

/** One of the lists. */
export type ListField = (typeof LIST_FIELDS)[number];

/** A kustomization, as far as other files go into it. */
export interface Kustomization {
  readonly path: string;
  /** Relative to the working directory. */
  readonly folder: string;
  readonly lists: Readonly<Record<ListField, readonly string[]>>;
}

/** Returns the kustomization of a folder, undefined where there is none that can be read. */
export function readKustomization(io: Io, folder: string): Kustomization | undefined {
  const paths = KUSTOMIZATION_NAMES.map((name) => posix.join(folder, name));
  const path = paths.find((candidate) => io.fs.existsSync(resolve(io.cwd, candidate)));
  if (path === undefined) return undefined;
  const [document] = splitDocuments(readListed(io, path)).documents;
  const outline = document === undefined ? undefined : readOutline(document);
  if (outline === undefined || isFault(outline)) return undefined;
  const value = asMap(valueOfNode(outline.root));
  const entries = (field: ListField) =>
    asList(value[field]).flatMap((entry) => asString(entry) ?? []);
  return {
    path,
    folder,
    lists: {
      resources: entries("resources"),
      bases: entries("bases"),
      components: entries("components"),
      generators: entries("generators"),
      transformers: entries("transformers"),
      validators: entries("validators"),
    },
  };
}

/** What an entry of a list stands for on this machine. */
export type Entry =
  | { readonly type: "source"; readonly source: Source }
  | { readonly type: "folder"; readonly folder: string }
  | { readonly type: "elsewhere" };

/** Returns what an entry stands for: objects in the kustomization itself, a file, a folder, or something elsewhere. */
export function entryOf(io: Io, { path, folder }: Kustomization, entry: string): Entry {
  if (entry.includes("\n") || /^\s*\{/.test(entry)) {
    return { type: "source", source: { path, text: encodeText(entry) } };
  }
  const target = posix.join(folder, entry);
  if (isOutside(io, target, folder)) return { type: "elsewhere" };
  if (!io.fs.existsSync(resolve(io.cwd, target))) return { type: "elsewhere" };
  if (listFiles(io, target, "flat").origin === "folder") return { type: "folder", folder: target };
  return { type: "source", source: readListed(io, target) };
}

/** A kustomization of strangers can name any file. Outside of git, kustomizations of all folders name each other. */
function isOutside(io: Io, target: string, folder: string): boolean {
  const bound = boundOfNamed(io, folder, DEFAULT_REACH);
  return bound !== undefined && reasonOutside(io, target, bound) !== undefined;
}

function readListed(io: Io, path: string): Source {
  return readFound(io, path, boundOfNamed(io, posix.dirname(path), DEFAULT_REACH), DEFAULT_REACH);
}

/** Returns the objects of a source that can be read. */
export function objectsIn(source: Source): readonly ManifestObject[] {
  return splitDocuments(source).documents.flatMap((document) => {
    const objects = objectsOf(document);
    return "message" in objects ? [] : objects;
  });
}

/** Returns the objects that a list of a kustomization names, those of folders as their kustomizations do. */
export function objectsListed(
  io: Io,
  kustomization: Kustomization,
  field: ListField,
  seen: ReadonlySet<string> = new Set(),
): readonly ManifestObject[] {
  return kustomization.lists[field].flatMap((name) => {
    const entry = entryOf(io, kustomization, name);
    if (entry.type === "source") return objectsIn(entry.source);
    if (entry.type === "elsewhere" || seen.has(entry.folder)) return [];
    const inner = readKustomization(io, entry.folder);
    const path = new Set([...seen, entry.folder]);
    return inner === undefined ? [] : objectsListed(io, inner, "resources", path);
  });
}
