// All kustomizations of a repository: which files each of them gathers, and what it makes of them. They are evidence for
// what belongs together, and never values: the files stay what they say.

import { folderAround, pathIn } from "../text/file-path.ts";
import { groupBy } from "../text/group-by.ts";
import type { Source } from "../text/source.ts";
import {
  isKustomizationName,
  type Kustomization,
  localPaths,
  patchesOfTransformers,
  readKustomization,
  type Supplies,
} from "./kustomization.ts";

/** Kustomization files with the configs of transformers, and what their paths start from. */
export interface KustomizationFiles {
  readonly sources: readonly Source[];
  /** The folder from which relative paths start, absolute; "" where there are only relative ones. */
  readonly base: string;
}

/** What the kustomizations of a repository say of files; paths are those of sources. */
export interface Kustomizations {
  /** Returns a path in the one form in which two of them can be compared. */
  pathOf(path: string): string;
  /** Returns the kustomizations that list a file as a patch. */
  patching(path: string): readonly Kustomization[];
  /** Returns the kustomizations that list a file under `resources`. */
  listing(path: string): readonly Kustomization[];
  /** Returns the kustomizations that gather a file, themselves or through others, the nearest first. */
  builds(path: string): readonly Build[];
}

/** A kustomization that gathers a file, and what it and those below it have made of its resources. */
export interface Build {
  readonly kustomization: Kustomization;
  /** How many other kustomizations lie between it and the file. */
  readonly level: number;
  readonly supplied: Supplied;
}

/** What all the kustomizations on the way to a build write into a resource. */
export interface Supplied extends Pick<Supplies, "selectorLabels" | "templateLabels" | "images"> {
  /** Set where one of them sets the namespace; the last one counts. */
  readonly namespace?: string;
  /** The prefixes and suffixes that have been added after each kustomization; other resources may use each such name. */
  readonly affixes: readonly (readonly [prefix: string, suffix: string])[];
}

/** Returns what the kustomizations say of files. */
export function indexKustomizations({ sources, base }: KustomizationFiles): Kustomizations {
  const pathOf = (path: string) => (path === "-" ? path : pathIn(base, path));
  const located = sources
    .map(({ path, text }) => ({ path: pathOf(path), text }))
    .sort((a, b) => (a.path < b.path ? -1 : 1));
  const all = located.filter(({ path }) => isKustomizationName(path)).flatMap(readOrNothing);
  const byFolder = new Map(all.map((one) => [one.folder, one]));
  const files = new Map(located.map((source) => [source.path, source]));
  const patching = byPath(all, (one) => [
    ...one.patches,
    ...transformerPatches(one, byFolder, files),
  ]);
  const gathering = byPath(all, ({ resources }) => resources);
  const including = byPath(all, ({ components }) => components);
  const wholes = new Map<Kustomization, readonly Supplies[]>();
  const wholeOf = (one: Kustomization): readonly Supplies[] => {
    const known = wholes.get(one);
    if (known !== undefined) return known;
    wholes.set(one, [one]); // For components that include each other, which kustomize refuses.
    const parts = one.components.flatMap((folder) => byFolder.get(folder) ?? []);
    const whole = [...parts.flatMap(wholeOf), one];
    wholes.set(one, whole);
    return whole;
  };
  const known = new Map<string, readonly Build[]>();
  const builds = (path: string): readonly Build[] => {
    const before = known.get(path);
    if (before !== undefined) return before;
    const found = climb(gathering.get(path) ?? [], { gathering, including, wholeOf });
    known.set(path, found);
    return found;
  };
  return {
    pathOf,
    patching: (path) => patching.get(pathOf(path)) ?? [],
    listing: (path) => gathering.get(pathOf(path)) ?? [],
    builds: (path) => builds(pathOf(path)),
  };
}

/** Returns the files beside kustomizations that tell of patches: the configs of transformers that they list. */
export function transformerFiles({ sources, base }: KustomizationFiles): readonly string[] {
  const all = sources
    .filter(({ text }) => text.includes("transformers"))
    .map(({ path, text }) => ({ path: pathIn(base, path), text }))
    .flatMap(readOrNothing);
  if (all.length === 0) return [];
  const folders = new Map(
    sources.map((source) => [folderAround(pathIn(base, source.path)), source] as const),
  );
  const listed = all.flatMap(({ transformers }) => transformers);
  return [...new Set(listed)].flatMap((path) => {
    const source = folders.get(path);
    if (source === undefined) return [path];
    const inFolder = readKustomization({ ...source, path: pathIn(base, source.path) });
    return inFolder?.resources ?? [];
  });
}

function readOrNothing(source: Source): readonly Kustomization[] {
  const read = readKustomization(source);
  return read === undefined ? [] : [read];
}

function byPath(
  all: readonly Kustomization[],
  pathsOf: (one: Kustomization) => readonly string[],
): ReadonlyMap<string, readonly Kustomization[]> {
  const pairs = all.flatMap((one) => [...new Set(pathsOf(one))].map((path) => ({ path, one })));
  const groups = groupBy(pairs, ({ path }) => path);
  return new Map([...groups].map(([path, group]) => [path, group.map(({ one }) => one)]));
}

function transformerPatches(
  { folder, transformers }: Kustomization,
  byFolder: ReadonlyMap<string, Kustomization>,
  files: ReadonlyMap<string, Source>,
): readonly string[] {
  const configs = transformers.flatMap((path) => byFolder.get(path)?.resources ?? [path]);
  const names = configs.flatMap((path) => {
    const source = files.get(path);
    return source === undefined ? [] : patchesOfTransformers(source);
  });
  return localPaths(folder, names);
}

interface Ways {
  readonly gathering: ReadonlyMap<string, readonly Kustomization[]>;
  readonly including: ReadonlyMap<string, readonly Kustomization[]>;
  /** What a kustomization supplies: first its components, then it itself. */
  wholeOf(one: Kustomization): readonly Supplies[];
}

/** A kustomization that is reached, and what its resources have got before it. */
interface Reached {
  readonly kustomization: Kustomization;
  readonly before: Supplied;
}

const NOTHING: Supplied = {
  affixes: [["", ""]],
  selectorLabels: new Map(),
  templateLabels: new Map(),
  images: [],
};

/** Goes from the kustomizations that list a file to those that gather these, level by level. */
function climb(first: readonly Kustomization[], ways: Ways): readonly Build[] {
  const found: Build[] = [];
  const seen = new Set<Kustomization>();
  let reached: readonly Reached[] = first.map((kustomization) => ({
    kustomization,
    before: NOTHING,
  }));
  for (let level = 0; reached.length > 0; level++) {
    const above: Reached[] = [];
    for (const { kustomization, before } of reached) {
      if (seen.has(kustomization)) continue;
      seen.add(kustomization);
      const supplied = ways.wholeOf(kustomization).reduce(supply, before);
      found.push({ kustomization, level, supplied });
      const { folder } = kustomization;
      for (const one of ways.gathering.get(folder) ?? [])
        above.push({ kustomization: one, before: supplied });
      // What a component supplies is among what those supply that include it.
      for (const one of ways.including.get(folder) ?? [])
        above.push({ kustomization: one, before });
    }
    reached = above;
  }
  return found;
}

function supply(before: Supplied, added: Supplies): Supplied {
  const [prefix, suffix] = before.affixes.at(-1) ?? ["", ""];
  const { namespace = before.namespace, namePrefix, nameSuffix } = added;
  const isRenamed = namePrefix !== "" || nameSuffix !== "";
  return {
    ...(namespace === undefined ? {} : { namespace }),
    affixes: isRenamed
      ? [...before.affixes, [namePrefix + prefix, suffix + nameSuffix]]
      : before.affixes,
    selectorLabels: new Map([...before.selectorLabels, ...added.selectorLabels]),
    templateLabels: new Map([...before.templateLabels, ...added.templateLabels]),
    images: [...before.images, ...added.images],
  };
}
