import { UserError } from "../text/user-error.ts";
import type { Injector } from "./injector.ts";
import { faultOfRegistry } from "./registry-syntax.ts";

/**
 * Returns the registry that the images of sidecars are moved to: the one of `--image-registry`, else the one of the config.
 * Throws a `UserError` for a flag that names none.
 */
export function imageRegistryOf(
  flag: string | undefined,
  injector: Injector | undefined,
): string | undefined {
  const fault = flag === undefined ? undefined : faultOfRegistry(flag);
  if (fault !== undefined) throw new UserError(`--image-registry ${flag}: ${fault}`);
  return flag ?? injector?.imageRegistry;
}
