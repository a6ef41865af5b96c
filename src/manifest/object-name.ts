import type { ManifestObject } from "./objects.ts";

/** Returns what people call an object: `Deployment/web`, with its namespace `prod/Deployment/web`. */
export function nameOfObject({ kind, name, namespace }: ManifestObject): string {
  return [namespace, kind, name].filter((part) => part !== "").join("/");
}
