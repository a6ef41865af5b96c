// All kustomizations of a repository: which files each of them gathers, and what it makes of them. They are evidence for
// what belongs together, and never values: the files stay what they say.

import { lazy } from "../text/lazy.ts";
import type { Source } from "../text/source.ts";
import {
  type Kustomization,
  localPaths,
  patchesOfTransformers,
  type Supplies,
  valuesIn,
} from "./kustomization.ts";
import { type KustomizationReader, kustomizationReader } from "./kustomization-reader.ts";
import type { Value } from "./value.ts";

/** What the kustomizations of a repository say of files; paths are those of sources. */
export interface Kustomizations {
  /** Returns a path in the one form in which two of them can be compared. */
  pathOf(path: string): string;
  /** Returns how messages show the path of a kustomization. */
  shownPath(path: string): string;
  /** Returns the kustomizations that list a file as a patch. */
  patching(path: string): readonly Kustomization[];
  /** Returns the kustomizations that list a file under `resources`. */
  listing(path: string): readonly Kustomization[];
  /** Returns the kustomizations that gather a file, themselves or through others, the nearest first. */
  builds(path: string): readonly Build[];
  /** Returns what the patches say that these apply to what they have gathered: values of documents. */
  patchesIn(path: string): readonly Value[];
}

/** Reads a file that a kustomization names; undefined where that cannot be. */
export type ReadNamed = (path: string) => Source | undefined;

/** A kustomization that gathers a file, and what it and those below it have made of its resources. */
export interface Build {
  readonly kustomization: Kustomization;
  /** How many other kustomizations lie between it and the file. */
  readonly level: number;
  readonly supplied: Supplied;
}

/** What all the kustomizations on the way to a build write into a resource. */
export interface Supplied
  extends Pick<
    Supplies,
    "selectorLabels" | "templateLabels" | "images" | "patches" | "inlinePatches"
  > {
  /** Set where one of them sets the namespace; the last one counts. */
  readonly namespace?: string;
  /** The prefixes and suffixes that have been added after each kustomization; other resources may use each such name. */
  readonly affixes: readonly (readonly [prefix: string, suffix: string])[];
}

/**
 * Returns what the kustomizations say of files; `configs` are those of transformers, among which are patches. A patch is
 * read when somebody asks what it says.
 */
export function indexKustomizations(
  reader: KustomizationReader,
  configs: readonly Source[],
  readNamed: ReadNamed,
): Kustomizations {
  const { pathOf, shownPath } = reader;
  const configAt = new Map(configs.map((source) => [pathOf(source.path), source]));
  const patchesIn = (one: Kustomization) => [
    ...one.patches,
    ...transformerPatches(one, reader, configAt),
  ];
  const { patching, gathering, including } = lookUps(reader, patchesIn);
  const wholes = new Map<Kustomization, readonly Supplies[]>();
  const wholeOf = (one: Kustomization): readonly Supplies[] => {
    const known = wholes.get(one);
    if (known !== undefined) return known;
    wholes.set(one, [one]); // For components that include each other, which kustomize refuses.
    const parts = one.components.flatMap((folder) => reader.inFolder(pathOf(folder)) ?? []);
    const whole = [...parts.flatMap(wholeOf), { ...one, patches: patchesIn(one) }];
    wholes.set(one, whole);
    return whole;
  };
  const known = new Map<string, readonly Build[]>();
  const builds = (path: string): readonly Build[] => {
    const before = known.get(path);
    if (before !== undefined) return before;
    const found = climb(gathering(path), { gathering, including, wholeOf });
    known.set(path, found);
    return found;
  };
  const said = new Map<string, readonly Value[]>();
  const valuesAt = (path: string): readonly Value[] => {
    const source = said.has(path) ? undefined : readNamed(path);
    const values = said.get(path) ?? (source === undefined ? [] : valuesIn(source));
    said.set(path, values);
    return values;
  };
  return {
    pathOf,
    shownPath,
    patching: (path) => patching(pathOf(path)),
    listing: (path) => gathering(pathOf(path)),
    builds: (path) => builds(pathOf(path)),
    patchesIn(path) {
      const supplied = builds(pathOf(path)).map((build) => build.supplied);
      const files = new Set(supplied.flatMap(({ patches }) => patches));
      const inline = new Set(supplied.flatMap(({ inlinePatches }) => inlinePatches));
      return [...[...files].flatMap(valuesAt), ...inline];
    },
  };
}

/** Returns what those kustomizations say that are among the sources. */
export function kustomizationsAmong(sources: readonly Source[]): Kustomizations {
  const reader = kustomizationReader({ sources, base: "" });
  const byPath = lazy(() => new Map(sources.map((source) => [reader.pathOf(source.path), source])));
  return indexKustomizations(reader, sources, (path) => byPath().get(path));
}

/** What is known of files where no kustomization counts. */
export const NO_KUSTOMIZATIONS: Kustomizations = kustomizationsAmong([]);

/** Returns the files beside kustomizations that tell of patches: the configs of transformers that they list. */
export function transformerFiles(reader: KustomizationReader): readonly string[] {
  const listed = reader.namingAnything().flatMap(({ transformers }) => transformers);
  return [...new Set(listed)].flatMap((path) => configsAt(reader, path));
}

/** Entries of `transformers` are configs, and folders whose kustomizations gather configs. */
function configsAt(reader: KustomizationReader, path: string): readonly string[] {
  return reader.inFolder(reader.pathOf(path))?.resources ?? [path];
}

/** Finds kustomizations by a path that they name. */
type LookUp = (path: string) => readonly Kustomization[];

interface LookUps {
  readonly patching: LookUp;
  readonly gathering: LookUp;
  readonly including: LookUp;
}

function lookUps(
  reader: KustomizationReader,
  patchesIn: (one: Kustomization) => readonly string[],
): LookUps {
  const found = {
    patching: new Map<string, Kustomization[]>(),
    gathering: new Map<string, Kustomization[]>(),
    including: new Map<string, Kustomization[]>(),
  };
  const enter = (one: Kustomization) => {
    add(found.patching, one, patchesIn(one).map(reader.pathOf));
    add(found.gathering, one, one.resources.map(reader.pathOf));
    add(found.including, one, one.components.map(reader.pathOf));
  };
  const entered = new Set<Kustomization>();
  const done = new Set<readonly Kustomization[]>();
  const enterAll = (all: readonly Kustomization[]) => {
    if (done.has(all)) return;
    done.add(all);
    for (const one of all) {
      if (!entered.has(one)) enter(one);
      entered.add(one);
    }
  };
  const asked = new Set<string>();
  const lookUp = (kind: keyof typeof found) => (path: string) => {
    if (asked.size === 0) enterAll(reader.namingAnything());
    if (!asked.has(path)) enterAll(reader.naming(path));
    asked.add(path);
    // In the order of their paths, and not of the questions.
    return [...(found[kind].get(path) ?? [])].sort((a, b) => (a.path < b.path ? -1 : 1));
  };
  return {
    patching: lookUp("patching"),
    gathering: lookUp("gathering"),
    including: lookUp("including"),
  };
}

function add(
  byPath: Map<string, Kustomization[]>,
  one: Kustomization,
  paths: readonly string[],
): void {
  for (const path of new Set(paths)) {
    const others = byPath.get(path);
    if (others === undefined) byPath.set(path, [one]);
    else others.push(one);
  }
}

function transformerPatches(
  { folder, transformers }: Kustomization,
  reader: KustomizationReader,
  configAt: ReadonlyMap<string, Source>,
): readonly string[] {
  const names = transformers
    .flatMap((path) => configsAt(reader, path))
    .flatMap((path) => {
      const source = configAt.get(reader.pathOf(path));
      return source === undefined ? [] : patchesOfTransformers(source);
    });
  return localPaths(folder, names);
}

interface Ways {
  readonly gathering: LookUp;
  readonly including: LookUp;
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
  patches: [],
  inlinePatches: [],
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
      for (const one of ways.gathering(folder))
        above.push({ kustomization: one, before: supplied });
      // What a component supplies is among what those supply that include it.
      for (const one of ways.including(folder)) above.push({ kustomization: one, before });
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
    patches: [...before.patches, ...added.patches],
    inlinePatches: [...before.inlinePatches, ...added.inlinePatches],
  };
}
