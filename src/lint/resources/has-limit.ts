import { asMap } from "../../manifest/value.ts";
import { isAmount } from "./is-amount.ts";
import type { ResourceOwner } from "./written-quantities.ts";

/** Tells whether a container, or a pod for all of its own, has a limit of a resource, e.g. of `memory`. */
export function hasLimit({ value }: ResourceOwner, resource: string): boolean {
  return isAmount(asMap(asMap(value["resources"])["limits"])[resource]);
}
