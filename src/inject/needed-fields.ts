import {
  asList,
  asMap,
  asString,
  isList,
  isMap,
  type Value,
  type ValueMap,
} from "../manifest/value.ts";
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
    const paths = new Set(latest.flatMap(pathsIn));
    const more = fields.filter((field) => paths.has(field.text) && !needed.has(field));
    for (const field of more) needed.add(field);
    latest = more.map(({ there = null }) => there);
  }
  return [...needed];
}

/** Returns the formatted paths of the pod template that a container, mount or volume refers to. */
function pathsIn(value: Value): readonly string[] {
  if (isList(value)) return value.flatMap(pathsIn);
  if (!isMap(value)) return [];
  const isMount = value["mountPath"] !== undefined || value["devicePath"] !== undefined;
  const volume = isMount ? asString(value["name"]) : undefined;
  const annotation = annotationIn(asMap(value["fieldRef"])["fieldPath"] ?? null);
  return [
    ...(volume === undefined ? [] : [formatKeyedPath(["spec", "volumes", { item: volume }])]),
    ...(annotation === undefined ? [] : [formatKeyedPath(["metadata", ...annotation])]),
    ...asList(Object.values(value)).flatMap(pathsIn),
  ];
}

/** Returns e.g. `annotations` and its key for `metadata.annotations['KEY']`. */
function annotationIn(fieldPath: Value): readonly [string, string] | undefined {
  const match = /^metadata\.(labels|annotations)\['(.*)'\]$/.exec(asString(fieldPath) ?? "");
  const [, map, key] = match ?? [];
  return map === undefined || key === undefined ? undefined : [map, key];
}
