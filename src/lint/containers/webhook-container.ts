import { isNameOfInjector } from "../programs/find-program.ts";
import { isInitOfInjector } from "../programs/init-of-injector.ts";

/** Tells whether an admission webhook may add or complete a container of that name after the manifest is applied. */
export function mayComeFromWebhook(name: string): boolean {
  return isInitOfInjector(name) || isNameOfInjector(name);
}
