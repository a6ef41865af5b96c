// Of the thousands of kustomizations of a repository a run needs few. So one is parsed when somebody asks about a path
// that its text may name, and then once.

import { folderAround, nameInFolder, pathIn } from "../text/file-path.ts";
import { groupBy } from "../text/group-by.ts";
import { lazy } from "../text/lazy.ts";
import type { ByteText, Source } from "../text/source.ts";
import { isKustomizationName, type Kustomization, readKustomization } from "./kustomization.ts";

/** Kustomization files, and what their paths start from. */
export interface KustomizationFiles {
  readonly sources: readonly Source[];
  /** The folder from which relative paths start, absolute; "" where there are only relative ones. */
  readonly base: string;
  /** Where symbolic links lead, both as absolute paths; the folder of each link is written without links. */
  readonly links?: ReadonlyMap<string, string>;
}

/** Reads kustomizations; paths are those of sources. */
export interface KustomizationReader {
  /** Returns a path in the one form in which two of them can be compared: absolute where that is known, without links. */
  pathOf(path: string): string;
  /** Returns how messages show a path of that form. */
  shownPath(path: string): string;
  /** Returns the kustomization of a folder. */
  inFolder(folder: string): Kustomization | undefined;
  /** Returns the kustomizations that name a path of that form, and perhaps others. */
  naming(path: string): readonly Kustomization[];
  /** Returns the kustomizations that may name more than can be seen in their texts. */
  namingAnything(): readonly Kustomization[];
}

/** Returns a reader of kustomizations; sources of other names are left out. */
export function kustomizationReader(files: KustomizationFiles): KustomizationReader {
  const { base, links = new Map<string, string>() } = files;
  const pathOf = pathResolver(base, links);
  const all = files.sources
    .filter(({ path }) => isKustomizationName(path))
    // What a kustomization that is a link itself names is where the link is.
    .map(({ path, text }) => ({
      path: pathIn(pathOf(folderAround(path)), nameInFolder(path)),
      text,
    }))
    .sort((a, b) => (a.path < b.path ? -1 : 1))
    .map((source) => ({ source, read: lazy(() => readKustomization(source)) }));
  const inFolders = lazy(() => groupBy(all, ({ source }) => folderAround(source.path)));
  const byPath = lazy(() => {
    const pairs = all.flatMap((one) =>
      pathsIn(one.source).map((path) => ({ path: pathOf(path), one })),
    );
    return groupBy(pairs, ({ path }) => path);
  });
  const everything = lazy(() => read(all));
  const arePlain = lazy(() => [...links.keys()].every(isPlain));
  return {
    pathOf,
    shownPath: (path) => relativePath(base, path),
    inFolder: (folder) => read(inFolders().get(folder) ?? []).at(-1),
    naming: (path) =>
      isPlain(path) && arePlain()
        ? read((byPath().get(path) ?? []).map(({ one }) => one))
        : everything(),
    namingAnything: lazy(() => read(all.filter(({ source }) => mayNameAnything(source.text)))),
  };
}

interface Readable {
  read(): Kustomization | undefined;
}

function read(all: readonly Readable[]): readonly Kustomization[] {
  return all.flatMap((one) => one.read() ?? []);
}

/** Tells whether a path stands in YAML as it is, whatever the style: as one word, which no escape and no quote changes. */
function isPlain(path: string): boolean {
  return /^[!-~]*$/.test(path) && !/["'[\]{},\\]|(?:^|\/):|:$/.test(path);
}

/** Returns what the words of a kustomization are as paths: those of its entries that are plain are among them. */
function pathsIn({ path, text }: Source): readonly string[] {
  const folder = folderAround(path);
  const words = new Set(text.split(/[ \t\r\n"'[\]{},]+/));
  return [...words].flatMap((word) => {
    if (word === "" || word.endsWith(":")) return [];
    return pathIn(folder, word.startsWith(":") ? word.slice(1) : word);
  });
}

/** Tells whether a kustomization may name paths that are not in its text: by escapes, and in the configs of transformers. */
function mayNameAnything(text: ByteText): boolean {
  return text.includes("\\") || text.includes("transformers");
}

function pathResolver(
  base: string,
  links: ReadonlyMap<string, string>,
): KustomizationReader["pathOf"] {
  const known = new Map<string, string>();
  const withoutLinks = (path: string): string => {
    const before = known.get(path);
    if (before !== undefined) return before;
    const folder = folderAround(path);
    const place =
      folder === path || folder === "" ? path : pathIn(withoutLinks(folder), nameInFolder(path));
    const target = links.get(place) ?? place;
    known.set(path, target);
    return target;
  };
  return (path) => {
    if (path === "-") return path;
    const whole = pathIn(base, path);
    return links.size === 0 ? whole : withoutLinks(whole);
  };
}

function relativePath(base: string, path: string): string {
  for (let up = 0, from = base; from !== ""; up++, from = folderAround(from)) {
    const start = from.endsWith("/") ? from : `${from}/`;
    if (path.startsWith(start)) return "../".repeat(up) + path.slice(start.length);
    if (start === from) break;
  }
  return path;
}
