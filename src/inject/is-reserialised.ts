import { isDamaged } from "../manifest/marker.ts";
import { keyText, nodeAt } from "../manifest/node-value.ts";
import type { Node } from "../manifest/outline.ts";
import { indexedPath, parseKeyedPath } from "./keyed-path.ts";
import type { PodState } from "./pod-state.ts";
import { ownedHashes } from "./reconciliation.ts";

const CONTAINER = /^spec\.(?:initContainers|containers)\[[^\]]*\]$/;

/**
 * Tells whether a program such as kubectl or kustomize has written the workload anew since the injection, so that its
 * former layout is lost. They sort all keys, those of the injected containers too; templates begin these with `name`.
 */
export function isReserialised({ workload, marker, value, node }: PodState): boolean {
  if (isDamaged(marker)) return false;
  const containers = [...ownedHashes(marker, () => true).keys()].filter((path) =>
    CONTAINER.test(path),
  );
  const isThere = containers.some((text) => {
    const path = indexedPath(value, parseKeyedPath(text) ?? []);
    return path !== undefined && nodeAt(node, path)?.type === "map";
  });
  return isThere && isSorted(workload.node);
}

function isSorted(node: Node): boolean {
  if (node.type === "sequence") return node.items.every(({ value }) => isSorted(value));
  if (node.type !== "map") return true;
  const keys = node.entries.map(({ key }) => keyText(key));
  return (
    keys.every((key, index) => index === 0 || (keys[index - 1] ?? "") <= key) &&
    node.entries.every(({ value }) => isSorted(value))
  );
}
