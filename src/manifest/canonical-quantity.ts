import { parseQuantity, type Quantity, roundUp } from "./quantity.ts";
import type { Value } from "./value.ts";

/**
 * Returns one text for all ways to write an amount (`0.5`, `500m`, `5e-1`), rounded up to a step; what is no quantity
 * as it is. Kubernetes compares amounts as well, and not their units: `equality.Semantic` of apimachinery.
 */
export function canonicalQuantity(value: Value, step: Quantity): Value {
  const amount = parseQuantity(value);
  return amount === undefined ? value : `${roundUp(amount, step)}n`;
}
