import { parseQuantity } from "../manifest/quantity.ts";
import { UserError } from "../text/user-error.ts";

/** Returns the limits of `--max-overhead cpu=500m,memory=512Mi` by resource; throws a `UserError` for what is none. */
export function parseOverheadLimits(
  limits: readonly string[],
): Readonly<Record<string, string>> | undefined {
  if (limits.length === 0) return undefined;
  return Object.fromEntries(limits.map(parseLimit));
}

function parseLimit(limit: string): readonly [string, string] {
  const [, resource, quantity] = /^(cpu|memory|ephemeral-storage)=(.+)$/.exec(limit) ?? [];
  const amount = quantity === undefined ? undefined : parseQuantity(quantity);
  if (resource !== undefined && quantity !== undefined && amount !== undefined && amount >= 0n) {
    return [resource, quantity];
  }
  throw new UserError(
    `--max-overhead ${limit}: write it as RESOURCE=QUANTITY, e.g. cpu=500m,memory=512Mi; resources are cpu, memory and ephemeral-storage`,
  );
}
