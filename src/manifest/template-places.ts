import type { FieldPath } from "./field-path.ts";
import { listAt, nodeAt, textAt } from "./node-value.ts";
import type { Node } from "./outline.ts";
import { EACH_ITEM, type TemplatePath, type WorkloadKind } from "./workloads.ts";

/** A place in an object where its kind has a pod template. */
export interface TemplatePlace {
  /** The way from the object to the pod template. */
  readonly path: FieldPath;
  /** Whether there is one. */
  readonly isThere: boolean;
  /** What tells it from the others of the object, if there are any: `nodeSets[data]`. */
  readonly label?: string;
}

/**
 * Returns the places of pod templates in an object: of the ways that its kind has, the first on which there is one. A way
 * through lists has a place in each item.
 */
export function templatePlaces(
  node: Node,
  { paths }: Pick<WorkloadKind, "paths">,
): readonly TemplatePlace[] {
  const ways = paths.map((path) => placesOn(node, path));
  return ways.find((places) => places.some(({ isThere }) => isThere)) ?? ways[0] ?? [];
}

function placesOn(node: Node, path: TemplatePath): readonly TemplatePlace[] {
  const found = waysAlong(node, path);
  const labels = found.length === 1 ? [] : labelsOf(node, found);
  return found.map((way, index) => {
    const label = labels[index];
    return {
      path: way,
      isThere: nodeAt(node, [...way, "spec"]) !== undefined,
      ...(label === undefined ? {} : { label }),
    };
  });
}

function waysAlong(node: Node, path: TemplatePath): readonly FieldPath[] {
  let ways: readonly FieldPath[] = [[]];
  for (const segment of path) {
    ways = ways.flatMap((way) =>
      segment === EACH_ITEM
        ? (listAt(node, way)?.items ?? []).map((_, index) => [...way, index])
        : [[...way, segment]],
    );
  }
  return ways;
}

/** Items are called by their names, as people do; by their places where that tells them not apart. */
function labelsOf(node: Node, ways: readonly FieldPath[]): readonly string[] {
  const byName = ways.map((way) => labelOf(way, (path) => nameAt(node, path)));
  const isUnique = new Set(byName).size === byName.length;
  return isUnique ? byName : ways.map((way) => labelOf(way, () => undefined));
}

function labelOf(way: FieldPath, nameOf: (item: FieldPath) => string | undefined): string {
  return way
    .flatMap((segment, index) =>
      typeof segment === "number"
        ? [`${way[index - 1]}[${nameOf(way.slice(0, index + 1)) ?? segment}]`]
        : [],
    )
    .join(".");
}

function nameAt(node: Node, item: FieldPath): string | undefined {
  const name = textAt(node, [...item, "name"]);
  return /^[\w.-]+$/.test(name) ? name : undefined;
}
