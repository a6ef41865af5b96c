import type { ResourceList } from "../lint/resources/resources.ts";
import { formatQuantity } from "../manifest/quantity.ts";

/** Returns e.g. `cpu 50m` and `memory 64Mi`, sorted. */
export function resourceTexts(resources: ResourceList): readonly string[] {
  return [...resources]
    .map(([resource, quantity]) => `${resource} ${formatQuantity(quantity, resource)}`)
    .sort();
}
