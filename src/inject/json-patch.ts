import type { FieldPath } from "../manifest/field-path.ts";
import { isList, isMap, type Value } from "../manifest/value.ts";
import type { Change, ListChange } from "./change.ts";

/** An operation of RFC 6902. */
export type PatchOperation =
  | { readonly op: "add" | "replace"; readonly path: string; readonly value: Value }
  | { readonly op: "remove"; readonly path: string };

/** Returns the change of the value at a path as operations of RFC 6902, to be applied in their order. */
export function toJsonPatch(
  value: Value,
  change: Change,
  path: FieldPath,
): readonly PatchOperation[] {
  if (change.type === "replace") {
    return [{ op: "replace", path: pointer(path), value: restored(change.value, change.text) }];
  }
  if (change.type === "list") return listPatch(isList(value) ? value : [], change, path);
  const map = isMap(value) ? value : {};
  return [
    ...[...change.change].flatMap(([key, inner]) =>
      toJsonPatch(map[key] ?? null, inner, [...path, key]),
    ),
    ...[...change.remove].map((key) => ({ op: "remove" as const, path: pointer([...path, key]) })),
    ...[...change.set].map(([key, field]) => ({
      op: "add" as const,
      path: pointer([...path, key]),
      value: field,
    })),
  ];
}

/** The text that an empty field gets back says which kind of nothing it was. */
function restored(value: Value, text: string | undefined): Value {
  if (/^\s*\[/.test(text ?? "")) return [];
  return /^\s*\{/.test(text ?? "") ? {} : value;
}

function listPatch(
  list: readonly Value[],
  change: ListChange,
  path: FieldPath,
): readonly PatchOperation[] {
  const kept = new Set(change.items.map((entry) => ("keep" in entry ? entry.keep : -1)));
  const gone = list.map((_, index) => index).filter((index) => !kept.has(index));
  const removals = gone
    .reverse()
    .map((index) => ({ op: "remove" as const, path: pointer([...path, index]) }));
  const others = change.items.flatMap((entry, index) => {
    const at = [...path, index];
    if ("add" in entry) return [{ op: "add" as const, path: pointer(at), value: entry.add }];
    return entry.change === undefined
      ? []
      : toJsonPatch(list[entry.keep] ?? null, entry.change, at);
  });
  return [...removals, ...others];
}

/** Returns a path as a JSON Pointer (RFC 6901). */
function pointer(path: FieldPath): string {
  return path
    .map((part) => `/${String(part).replaceAll("~", "~0").replaceAll("/", "~1")}`)
    .join("");
}
