import { parseQuantity } from "../../manifest/quantity.ts";
import { asMap, isMap, type Value } from "../../manifest/value.ts";
import { type ResourceOwner, writtenQuantities } from "./written-quantities.ts";

/** Tells whether something in `resources` cannot be read, such as the placeholder of a tool that fills it in later. */
export function hasUnclearResources(owner: ResourceOwner): boolean {
  const { resources } = owner.value;
  const { requests, limits } = asMap(resources);
  return (
    [resources, requests, limits].some(isUnclear) ||
    writtenQuantities(owner).some(({ value }) => parseQuantity(value) === undefined)
  );
}

function isUnclear(value: Value | undefined): boolean {
  return value !== undefined && value !== null && !isMap(value);
}
