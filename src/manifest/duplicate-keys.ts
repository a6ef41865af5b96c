import { keyText } from "./node-value.ts";
import type { Node, ScalarNode } from "./outline.ts";

/** Returns the keys that stand once more in one mapping: Kubernetes takes the last, so the first is surely a mistake. */
export function duplicateKeys(node: Node): readonly ScalarNode[] {
  if (node.type === "sequence") return node.items.flatMap(({ value }) => duplicateKeys(value));
  if (node.type !== "map") return [];
  const seen = new Set<string>();
  return node.entries.flatMap(({ key, value }) => {
    const text = keyText(key);
    const again = seen.has(text) ? [key] : [];
    seen.add(text);
    return [...again, ...duplicateKeys(value)];
  });
}
