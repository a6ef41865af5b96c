import { keyText } from "./node-value.ts";
import type { Node, ScalarNode } from "./outline.ts";

/** Returns the keys that Kubernetes reads as something else than what stands there: `n` is "false", `0644` is "420". */
export function misreadKeys(node: Node): readonly ScalarNode[] {
  if (node.type === "sequence") return node.items.flatMap(({ value }) => misreadKeys(value));
  if (node.type !== "map") return [];
  return node.entries.flatMap(({ key, value }) => [
    ...(keyText(key) === key.content ? [] : [key]),
    ...misreadKeys(value),
  ]);
}
