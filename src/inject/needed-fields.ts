import { asMap, asString, isList, isMap, type Value, type ValueMap } from "../manifest/value.ts";
import type { InjectedField } from "./injected-field.ts";
import { formatKeyedPath, type KeyedPath } from "./keyed-path.ts";

const CONTAINER_LISTS: ReadonlySet<KeyedPath[number] | undefined> = new Set([
  "containers",
  "initContainers",
]);

/** What may need a field that nothing wants any more. */
export interface Needs {
  /** The pod template without the fields. */
  readonly template: ValueMap;
  /** Those of the fields that stay because somebody has edited them. */
  readonly stays: readonly InjectedField[];
  /** Formatted paths of what the manifest has referred to ever since before it came in: that needs nothing. */
  readonly awaited: ReadonlySet<string>;
}

/**
 * Returns, of the fields, those that a pod template cannot do without: what is mounted in it, what is read from there,
 * and what the whole pod was given for a container that stays.
 */
export function neededFields(
  { template, stays, awaited }: Needs,
  fields: readonly InjectedField[],
): readonly InjectedField[] {
  const needed = new Set(podFields(stays, fields));
  const since = referredPaths([template]).filter((path) => !awaited.has(path));
  let paths = new Set([...since, ...referredPaths(stays.map(({ there = null }) => there))]);
  while (paths.size > 0) {
    const more = fields.filter((field) => paths.has(field.text) && !needed.has(field));
    for (const field of more) needed.add(field);
    paths = new Set(referredPaths(more.map(({ there = null }) => there)));
  }
  return [...needed];
}

/** Returns the formatted paths of the pod template that mounts and variables in the values refer to. */
export function referredPaths(values: readonly Value[]): readonly string[] {
  return mapsIn(values).flatMap(pathsOf);
}

function podFields(
  stays: readonly InjectedField[],
  fields: readonly InjectedField[],
): readonly InjectedField[] {
  const templates = new Set(stays.filter(isContainer).map(({ template }) => template));
  return fields.filter((field) => templates.has(field.template) && isOfPod(field));
}

function isContainer({ path: [spec, list, ...rest] }: InjectedField): boolean {
  return spec === "spec" && CONTAINER_LISTS.has(list) && rest.length === 1;
}

/** Pull secrets, host aliases, groups and the like; volumes are needed where they are mounted. */
function isOfPod({ path: [spec, field] }: InjectedField): boolean {
  return spec === "spec" && field !== "volumes" && !CONTAINER_LISTS.has(field);
}

/** Each map once: aliases of aliases name it any number of times. */
function mapsIn(values: readonly Value[]): readonly ValueMap[] {
  const reached = new Set<Value>(values);
  for (const value of reached) {
    const children = isList(value) ? value : isMap(value) ? Object.values(value) : [];
    for (const child of children) reached.add(child);
  }
  return [...reached].filter(isMap);
}

/** Returns the formatted paths of the pod template that a mount or a variable refers to. */
function pathsOf(map: ValueMap): readonly string[] {
  const isMount = map["mountPath"] !== undefined || map["devicePath"] !== undefined;
  const volume = isMount ? asString(map["name"]) : undefined;
  const annotation = annotationIn(asMap(map["fieldRef"])["fieldPath"] ?? null);
  return [
    ...(volume === undefined ? [] : [formatKeyedPath(["spec", "volumes", { item: volume }])]),
    ...(annotation === undefined ? [] : [formatKeyedPath(["metadata", ...annotation])]),
  ];
}

/** Returns e.g. `annotations` and its key for `metadata.annotations['KEY']`. */
function annotationIn(fieldPath: Value): readonly [string, string] | undefined {
  const match = /^metadata\.(labels|annotations)\['(.*)'\]$/.exec(asString(fieldPath) ?? "");
  const [, map, key] = match ?? [];
  return map === undefined || key === undefined ? undefined : [map, key];
}
