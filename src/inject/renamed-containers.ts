import type { Marker } from "../manifest/marker.ts";
import { asList, asMap, asString, type Value, type ValueMap } from "../manifest/value.ts";
import { fitsHash } from "./canonical-field.ts";
import { formatKeyedPath, type KeyedPath, parseKeyedPath, valueAtKeyedPath } from "./keyed-path.ts";

/** A container that was renamed after something was put into it. */
export interface Rename {
  readonly list: "containers" | "initContainers";
  readonly from: string;
  readonly to: string;
}

/** A field that was put into a container, by its path from the container on. */
interface PutIn {
  readonly path: KeyedPath;
  readonly hash: string;
}

/** What was put into the containers of a list, by their names. */
type PutInto = ReadonlyMap<string, readonly PutIn[]>;

/** What an earlier run has put in, by its path as text, with its hash. */
type Added = ReadonlyMap<string, string>;

/**
 * Returns the containers that have been renamed: where one is gone that something was put into, and one that nothing was
 * put into, and no other, has an injected volume mounted as it was put in. An equal variable alone is no sign: it may
 * well be its own.
 */
export function renamedContainers(marker: Marker, template: ValueMap): readonly Rename[] {
  const added: Added = new Map([...marker.templates.values()].flatMap((one) => [...one.added]));
  return [
    ...renamedIn("containers", added, template),
    ...renamedIn("initContainers", added, template),
  ];
}

function renamedIn(list: Rename["list"], added: Added, template: ValueMap): readonly Rename[] {
  const putInto = putIntoContainers(list, added);
  const there = namesIn(template, list);
  const strangers = there.filter((name) => !putInto.has(name));
  const pairs = [...putInto]
    .filter(([from]) => !there.includes(from))
    .flatMap(([from, fields]) =>
      strangers
        .filter((to) => {
          const container = valueAtKeyedPath(template, ["spec", list, { item: to }]) ?? null;
          return fields.some((field) => isInjectedMount(container, field, added));
        })
        .map((to) => ({ list, from, to })),
    );
  const isClear = ({ from, to }: Rename) =>
    pairs.filter((pair) => pair.from === from || pair.to === to).length === 1;
  return pairs.filter(isClear);
}

function putIntoContainers(list: Rename["list"], added: Added): PutInto {
  const putInto = new Map<string, readonly PutIn[]>();
  for (const [text, hash] of added) {
    const [spec, field, container, ...path] = parseKeyedPath(text) ?? [];
    if (spec !== "spec" || field !== list || typeof container !== "object") continue;
    putInto.set(container.item, [...(putInto.get(container.item) ?? []), { path, hash }]);
  }
  return putInto;
}

function namesIn(template: ValueMap, list: Rename["list"]): readonly string[] {
  const containers = asList(asMap(template["spec"])[list]);
  return containers.flatMap((container) => asString(asMap(container)["name"]) ?? []);
}

function isInjectedMount(container: Value, { path, hash }: PutIn, added: Added): boolean {
  if (path[0] !== "volumeMounts") return false;
  const mount = valueAtKeyedPath(container, path);
  if (mount === undefined || !fitsHash(path, mount, hash)) return false;
  const volume = asString(asMap(mount)["name"]) ?? "";
  return added.has(formatKeyedPath(["spec", "volumes", { item: volume }]));
}
