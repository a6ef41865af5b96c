import { asList, asMap, asString, isList, isMap, type Value } from "../manifest/value.ts";
import type { InjectedField } from "./injected-field.ts";
import { formatKeyedPath } from "./keyed-path.ts";

/** Returns, of the fields, those that the kept ones cannot do without: what they mount, and what is read from there. */
export function neededFields(
  kept: readonly InjectedField[],
  fields: readonly InjectedField[],
): readonly InjectedField[] {
  const needed = new Set<InjectedField>();
  let latest = kept;
  while (latest.length > 0) {
    const paths = new Set(latest.flatMap(({ there = null }) => pathsIn(there)));
    latest = fields.filter(
      (field) => paths.has(field.text) && !needed.has(field) && !kept.includes(field),
    );
    for (const field of latest) needed.add(field);
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
