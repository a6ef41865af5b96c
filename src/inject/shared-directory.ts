import { cleanPath, findMount, isWithin } from "../lint/volumes/mount-path.ts";
import type { FieldPath } from "../manifest/field-path.ts";
import { readContainers } from "../manifest/read-pod.ts";
import { asList, asMap, asString, mapOf, type Value, type ValueMap } from "../manifest/value.ts";
import type { SharedDirectory, Sidecar } from "../template/template.ts";
import { type Draft, type PlanNote, plannedAt, want } from "./draft.ts";
import { formatKeyedPath, type KeyedPath, valueAtKeyedPath } from "./keyed-path.ts";
import { pathProblem } from "./path-problem.ts";
import type { PlanProblem } from "./plan-problem.ts";

/** Where a shared directory ended up: the mount that app and sidecar have in common. */
export interface SharedMount {
  readonly name: string;
  /** The directory that the template asks for; the volume is mounted there or at a parent of it. */
  readonly directory: string;
  readonly volume: string;
  readonly path: string;
  readonly subPath?: string;
}

interface FoundMount extends SharedMount {
  readonly container: string;
  readonly mount: ValueMap;
}

/**
 * Returns the mount that a shared directory comes to: the one that the chosen app containers have at that path or at
 * a parent of it, else a new volume in all of them. Undefined where neither can be; the draft then has the problem.
 */
export function shareDirectory(
  draft: Draft,
  sidecar: Sidecar,
  directory: SharedDirectory,
  chosen: readonly string[],
): SharedMount | undefined {
  const at = sidecar.origins.get(directory) ?? ["spec", "shared"];
  const found = chosen.flatMap((container) => mountOf(draft, container, directory));
  const [first] = found;
  if (first === undefined) return createDirectory(draft, sidecar, { ...directory, at }, chosen);
  const unclear = unclearMount(draft, found);
  if (unclear !== undefined) {
    draft.problems.push({ ...unclear, template: { template: sidecar.template, path: at } });
    return undefined;
  }
  const disagreement = disagreementOf(found, first, directory);
  if (disagreement !== undefined) {
    const { container, ...problem } = disagreement;
    const template = { template: sidecar.template, path: at };
    draft.problems.push({ ...problem, at: containerPath(draft, container), template });
    return undefined;
  }
  adopt(draft, sidecar, found, at);
  draft.notes.push({
    template: sidecar.template.name,
    about: "directory",
    message: `shares ${first.path} with ${quoted(found.map(({ container }) => container))} (volume "${first.volume}", which was there)`,
  });
  const { name, path } = directory;
  return {
    name,
    directory: path,
    volume: first.volume,
    path: first.path,
    ...subPathOf(first.mount),
  };
}

/** Which of two mounts at a path the app has, or which of two volumes of a name it mounts, would be a guess. */
function unclearMount(draft: Draft, found: readonly FoundMount[]): PlanProblem | undefined {
  const paths = found.flatMap(({ container, path, volume }): readonly KeyedPath[] => [
    mountPathOf(container, path),
    ["spec", "volumes", { item: volume }],
  ]);
  return paths
    .map((path) => pathProblem(draft.bare, path))
    .find((problem) => problem?.rule === "field-ambiguous");
}

interface Disagreement {
  readonly rule: "shared-directory-ambiguous" | "shared-directory-subpath-expr";
  /** The container that the problem is shown at. */
  readonly container: string;
  readonly message: string;
}

function disagreementOf(
  found: readonly FoundMount[],
  first: FoundMount,
  { path }: SharedDirectory,
): Disagreement | undefined {
  const other = found.find((mount) => !sameMount(mount, first));
  if (other !== undefined) {
    const { container } = other;
    const message = `${path} is ${describe(first)} but ${describe(other)}`;
    return { rule: "shared-directory-ambiguous", container, message };
  }
  const expression = found.find(({ mount }) => asString(mount["subPathExpr"]) !== undefined);
  if (expression === undefined) return undefined;
  const { container } = expression;
  const message = `container "${container}" mounts ${expression.path} with a subPathExpr, so ${path} cannot be shared`;
  return { rule: "shared-directory-subpath-expr", container, message };
}

function describe({ container, volume, mount }: FoundMount): string {
  const { subPath } = subPathOf(mount);
  return `volume "${volume}"${subPath === undefined ? "" : ` (subPath ${subPath})`} in container "${container}"`;
}

function createDirectory(
  draft: Draft,
  sidecar: Sidecar,
  { name, path, source, at }: SharedDirectory & { readonly at: FieldPath },
  chosen: readonly string[],
): SharedMount | undefined {
  const { template } = sidecar;
  if (source === undefined) {
    draft.problems.push({
      rule: "shared-directory-missing",
      at: containerPath(draft, chosen[0]),
      message: `template "${template.name}" shares ${path}, where ${quoted(chosen)} mounts no volume`,
      template: { template, path: at },
    });
    return undefined;
  }
  const add = (wanted: KeyedPath, entries: readonly (readonly [string, Value])[]) => {
    const value = mapOf(entries);
    sidecar.origins.set(value, at);
    want(draft, sidecar, { path: wanted, value, place: "last", at });
  };
  draft.problems.push(...mountedElsewhere(draft, sidecar, { name, path }, chosen));
  const volumePath: KeyedPath = ["spec", "volumes", { item: name }];
  const wasThere = valueAtKeyedPath(draft.bare, volumePath) !== undefined;
  add(volumePath, [["name", name], ...Object.entries(source)]);
  for (const container of chosen) {
    const mount = [["name", name] as const, ["mountPath", path] as const];
    add(mountPathOf(container, path), mount);
  }
  draft.notes.push(
    noteOf(template.name, { name, path, source }, chosen, wasThere ? "there" : "new"),
  );
  return { name, directory: path, volume: name, path };
}

/** A directory that another container of the pod has already would come to be there twice. */
function mountedElsewhere(
  { bare }: Draft,
  { template }: Sidecar,
  { name, path }: SharedDirectory,
  chosen: readonly string[],
): readonly PlanProblem[] {
  return readContainers(bare).flatMap((container) => {
    const mount = findMount(container, path);
    // Of the volume's own name it is the same one.
    if (mount === undefined || mount.volume === name) return [];
    const message = `container "${container.name}" has ${path} on volume "${mount.volume}", and template "${template.name}" adds another one for ${quoted(chosen)}`;
    return [{ rule: "app-container-unclear", severity: "warning", at: mount.at, message }];
  });
}

function noteOf(
  template: string,
  { name, path, source = {} }: SharedDirectory,
  chosen: readonly string[],
  volume: "there" | "new",
): PlanNote {
  const named = `volume "${name}" (${Object.keys(source).join(", ")})`;
  const adds =
    volume === "there" ? `mounts ${named}, which was there,` : `adds ${named} and mounts it`;
  return {
    template,
    about: "directory",
    message: `${adds} at ${path} in ${quoted(chosen)}, which had no volume there`,
  };
}

/** What other templates have put there for themselves is wanted by this one as well: it leaves with the last of them. */
function adopt(draft: Draft, sidecar: Sidecar, found: readonly FoundMount[], at: FieldPath): void {
  const isOurs = (path: KeyedPath) => {
    const text = formatKeyedPath(path);
    return (
      draft.foreign.has(text) || draft.wants.some((other) => formatKeyedPath(other.path) === text)
    );
  };
  for (const { container, mount, volume } of found) {
    const mountPath = mountPathOf(container, asString(mount["mountPath"]) ?? "");
    const volumePath: KeyedPath = ["spec", "volumes", { item: volume }];
    for (const path of [volumePath, mountPath]) {
      const value = isOurs(path) ? plannedValue(draft, path) : undefined;
      if (value !== undefined) want(draft, sidecar, { path, value, place: "last", at });
    }
  }
}

function plannedValue(draft: Draft, path: KeyedPath): Value | undefined {
  return plannedAt(draft, path) ?? valueAtKeyedPath(draft.bare, path);
}

/** Returns the mount that decides what a container has at the directory: the deepest at it or above it. */
function mountOf(draft: Draft, container: string, { name, path }: SharedDirectory): FoundMount[] {
  const prefix: KeyedPath = ["spec", "containers", { item: container }, "volumeMounts"];
  const there = asList(valueAtKeyedPath(draft.bare, prefix)).map(asMap);
  const start = formatKeyedPath(prefix);
  const planned = draft.wants
    .filter((other) => formatKeyedPath(other.path.slice(0, -1)) === start)
    .map(({ value }) => asMap(value));
  const [deepest] = [...there, ...planned]
    .filter((mount) => isWithin(cleanPath(path), cleanPath(asString(mount["mountPath"]) ?? "")))
    .sort((a, b) => depth(b) - depth(a));
  if (deepest === undefined) return [];
  const volume = asString(deepest["name"]) ?? "";
  const mountPath = asString(deepest["mountPath"]) ?? "";
  return [{ name, directory: path, container, volume, path: mountPath, mount: deepest }];
}

function depth(mount: ValueMap): number {
  return cleanPath(asString(mount["mountPath"]) ?? "").length;
}

function sameMount(a: FoundMount, b: FoundMount): boolean {
  return (
    a.volume === b.volume &&
    cleanPath(a.path) === cleanPath(b.path) &&
    a.mount["subPath"] === b.mount["subPath"]
  );
}

function subPathOf(mount: ValueMap): { readonly subPath?: string } {
  const subPath = asString(mount["subPath"]);
  return subPath === undefined ? {} : { subPath };
}

function mountPathOf(container: string, path: string): KeyedPath {
  return ["spec", "containers", { item: container }, "volumeMounts", { item: path }];
}

function containerPath(draft: Draft, name: string | undefined): FieldPath {
  const list = asList(asMap(draft.bare["spec"])["containers"]);
  return [
    "spec",
    "containers",
    Math.max(
      0,
      list.findIndex((item) => asMap(item)["name"] === name),
    ),
  ];
}

function quoted(containers: readonly string[]): string {
  const names = containers.map((name) => `"${name}"`).join(", ");
  return `container${containers.length === 1 ? "" : "s"} ${names}`;
}
