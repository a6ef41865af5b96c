import { asMap, asString, isList, isMap, type Value, type ValueMap } from "../manifest/value.ts";
import type { InjectedField } from "./injected-field.ts";
import { formatKeyedPath } from "./keyed-path.ts";

/** Returns, of the fields, those that a pod template cannot do without: what is mounted in it, and what is read from there. */
export function neededFields(
  template: ValueMap,
  fields: readonly InjectedField[],
): readonly InjectedField[] {
  const needed = new Set<InjectedField>();
  let latest: readonly Value[] = [template];
  while (latest.length > 0) {
    const paths = new Set(mapsIn(latest).flatMap(pathsOf));
    const more = fields.filter((field) => paths.has(field.text) && !needed.has(field));
    for (const field of more) needed.add(field);
    latest = more.map(({ there = null }) => there);
  }
  return [...needed];
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
