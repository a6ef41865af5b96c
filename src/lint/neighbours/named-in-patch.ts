// What a patch brings into the pods that it changes. Where it goes there, and what it does to it, is for the build to say.

import type { FieldPath } from "../../manifest/field-path.ts";
import type { Pod } from "../../manifest/pod.ts";
import { asMap, asString, isList, isMap, type Value } from "../../manifest/value.ts";

/** The lists of pods whose items a base may name although an overlay adds them. */
export type NamedList = "containers" | "ports" | "volumes";

/** Tells whether a patch may be for a workload: its `target` can be any, unless it names the kind, or another workload. */
export function isForPod(patch: Value, pod: Pod, all: readonly Pod[]): boolean {
  const { kind, metadata } = asMap(patch);
  const name = asString(asMap(metadata)["name"]);
  const isOfKind = (one: Pod) => kind === undefined || one.kind === kind;
  if (!isOfKind(pod)) return false;
  return name === pod.name || !all.some((one) => isOfKind(one) && one.name === name);
}

/** Tells whether a patch has an item of a name in a list: a strategic merge as it is, RFC 6902 by the paths of its steps. */
export function isNamedIn(patch: Value, list: NamedList, name: string): boolean {
  if (!isList(patch)) return isNamedBelow(patch, [], { list, name });
  return patch.map(asMap).some(({ path, value = null }) => {
    const steps = asString(path)?.split("/").slice(1) ?? [];
    return isNamedBelow(value, steps, { list, name });
  });
}

interface Wanted {
  readonly list: NamedList;
  readonly name: string;
}

/** `path` leads from the object to the value; an item of a list is a number there, or `-` behind the last one. */
function isNamedBelow(value: Value, path: FieldPath, wanted: Wanted): boolean {
  if (isList(value)) {
    return value.some((item, index) => isNamedBelow(item, [...path, index], wanted));
  }
  if (isMap(value)) {
    return Object.entries(value).some(([key, field]) =>
      isNamedBelow(field, [...path, key], wanted),
    );
  }
  return value === wanted.name && path.at(-1) === "name" && path.at(-3) === wanted.list;
}
