import { parseQuantity } from "../../manifest/quantity.ts";
import type { Value } from "../../manifest/value.ts";
import { hasPlaceholder } from "../containers/placeholder.ts";

/** Tells whether a quantity is given, or left to a tool (`${LIMIT}`), and is not zero, which Kubernetes takes for no limit. */
export function isAmount(value: Value | undefined): boolean {
  const amount = parseQuantity(value ?? null);
  if (amount !== undefined) return amount > 0n;
  return typeof value === "string" && hasPlaceholder(value);
}
