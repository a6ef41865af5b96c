// A template that extends another one says only what is different in it.

import type { FieldPath } from "../manifest/field-path.ts";
import { isList, isMap, mapOf, type Value, type ValueMap } from "../manifest/value.ts";

/** Where a part of an extended spec stands: in the spec that extends, or in the one that is extended. */
export interface PartHome {
  readonly of: "own" | "base";
  readonly path: FieldPath;
}

/** A spec with what it extends, and where its parts stand, by the path of the part as JSON. */
export interface ExtendedSpec {
  readonly spec: ValueMap;
  readonly homes: ReadonlyMap<string, PartHome>;
}

/** How two values of a field become one. */
type Merge =
  /** One's own value counts. */
  | "replace"
  /** Keys are added, and one's own value of a key counts. */
  | "keys"
  /** Items are added. */
  | "append"
  /** Keywords of a parameter are added, unless it has a type of its own. */
  | "parameter"
  /** Items are added, and one's own item of a key counts. */
  | { readonly by: string }
  /** Field by field; other fields replace. */
  | { readonly fields: Readonly<Record<string, Merge>> }
  /** Key by key. */
  | { readonly each: Merge };

/** One entry for each field of a spec in which both have a say. */
const SPEC: Merge = {
  fields: {
    params: { each: "parameter" },
    containers: { by: "name" },
    initContainers: { by: "name" },
    volumes: { by: "name" },
    files: { by: "path" },
    shared: { by: "name" },
    app: { fields: { env: { by: "name" }, volumeMounts: { by: "mountPath" } } },
    pod: {
      fields: {
        labels: "keys",
        annotations: "keys",
        imagePullSecrets: { by: "name" },
        hostAliases: { by: "ip" },
        securityContext: "keys",
      },
    },
    refuses: "keys",
    findings: "keys",
    elsewhere: "append",
  },
};

/** Returns a spec with what it leaves to the one that it extends: items of the same name replace, others are added. */
export function extendSpec(base: ValueMap, own: ValueMap): ExtendedSpec {
  const homes = new Map<string, PartHome>();
  const { extends: _, ...rest } = own;
  const at = ["spec"];
  const spec = merge(
    SPEC,
    { value: base, path: at },
    { value: rest, path: at },
    { path: at, homes },
  );
  return { spec: spec as ValueMap, homes };
}

/** A value, and its path in the document that it is from. */
interface Part {
  readonly value: Value | undefined;
  readonly path: FieldPath;
}

interface Target {
  readonly path: FieldPath;
  readonly homes: Map<string, PartHome>;
}

function merge(how: Merge, base: Part, own: Part, target: Target): Value {
  // A field with nothing behind its colon is as good as absent.
  if (own.value === undefined || own.value === null) return take("base", base, target);
  if (base.value === undefined) return take("own", own, target);
  if (how === "parameter") {
    const isWhole = isMap(own.value) && Object.hasOwn(own.value, "type");
    return merge(isWhole ? "replace" : "keys", base, own, target);
  }
  if (isMap(base.value) && isMap(own.value)) {
    if (how === "keys") return mergeKeys(() => "replace", base, own, target);
    if (typeof how === "object" && "each" in how) {
      return mergeKeys(() => how.each, base, own, target);
    }
    if (typeof how === "object" && "fields" in how) {
      return mergeKeys((key) => how.fields[key] ?? "replace", base, own, target);
    }
  }
  if (isList(base.value) && isList(own.value)) {
    if (how === "append") return mergeItems(() => undefined, base, own, target);
    if (typeof how === "object" && "by" in how) {
      return mergeItems((item) => (isMap(item) ? item[how.by] : undefined), base, own, target);
    }
  }
  return take("own", own, target);
}

function take(
  of: PartHome["of"],
  { value = null, path }: Part,
  { path: at, homes }: Target,
): Value {
  homes.set(JSON.stringify(at), { of, path });
  return value;
}

function mergeKeys(how: (key: string) => Merge, base: Part, own: Part, target: Target): ValueMap {
  const [below, above] = [base.value as ValueMap, own.value as ValueMap];
  // What is wrong with the mapping itself is the fault of the one that extends.
  take("own", own, target);
  const keys = [...new Set([...Object.keys(below), ...Object.keys(above)])];
  return mapOf(
    keys.map((key) => {
      const inner = { path: [...target.path, key], homes: target.homes };
      return [key, merge(how(key), partAt(base, below, key), partAt(own, above, key), inner)];
    }),
  );
}

function partAt({ path }: Part, map: ValueMap, key: string): Part {
  return { value: Object.hasOwn(map, key) ? map[key] : undefined, path: [...path, key] };
}

function mergeItems(
  keyOf: (item: Value) => Value | undefined,
  base: Part,
  own: Part,
  target: Target,
): readonly Value[] {
  const added = partsOf(own);
  take("own", own, target);
  const kept = partsOf(base).map((part) => {
    const key = keyOf(part.value ?? null);
    const index =
      key === undefined ? -1 : added.findIndex(({ value = null }) => keyOf(value) === key);
    const [replacement] = index === -1 ? [] : added.splice(index, 1);
    return {
      of: replacement === undefined ? ("base" as const) : ("own" as const),
      part: replacement ?? part,
    };
  });
  const all = [...kept, ...added.map((part) => ({ of: "own" as const, part }))];
  return all.map(({ of, part }, index) =>
    take(of, part, { path: [...target.path, index], homes: target.homes }),
  );
}

function partsOf({ value, path }: Part): Part[] {
  return (value as readonly Value[]).map((item, index) => ({
    value: item,
    path: [...path, index],
  }));
}
