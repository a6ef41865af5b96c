import { nodeAt, valueOfNode } from "./node-value.ts";
import type { ManifestObject } from "./objects.ts";
import { asList, asMap, asString, isList, isMap, type Value } from "./value.ts";
import { EACH_ITEM, type TemplatePath } from "./workloads.ts";

/** An object of an unknown kind that looks as if it had a pod template. */
export interface Lookalike {
  readonly object: ManifestObject;
  /** The way to the pod template as a config can say it; undefined where what looks like one has no `spec`. */
  readonly path?: TemplatePath;
}

/**
 * Returns an object as a lookalike if somewhere in its spec stands a mapping whose `containers` are a list of mappings with
 * an image.
 */
export function asLookalike(object: ManifestObject): Lookalike | undefined {
  const node = nodeAt(object.node, ["spec"]);
  const way = node === undefined ? undefined : wayToContainers(valueOfNode(node), ["spec"]);
  if (way === undefined) return undefined;
  const path = way.slice(0, -1);
  const isSaid = path.length > 0 && way.at(-1) === "spec" && path.every(isField);
  return isSaid ? { object, path } : { object };
}

/** Some kinds have lists of pod templates, such as a Job of Volcano, or of whole objects that have some. */
function wayToContainers(value: Value, way: TemplatePath): TemplatePath | undefined {
  if (isList(value)) return firstOf(value, (item) => wayToContainers(item, [...way, EACH_ITEM]));
  if (!isMap(value)) return undefined;
  const containers = asList(value["containers"]).map(asMap);
  if (containers.some(({ image }) => asString(image ?? null) !== undefined)) return way;
  return firstOf(Object.entries(value), ([key, field]) => wayToContainers(field, [...way, key]));
}

function firstOf<Item, Found>(
  items: readonly Item[],
  find: (item: Item) => Found | undefined,
): Found | undefined {
  for (const item of items) {
    const found = find(item);
    if (found !== undefined) return found;
  }
  return undefined;
}

function isField(segment: string): boolean {
  return segment === EACH_ITEM || /^[A-Za-z0-9_-]+$/.test(segment);
}
