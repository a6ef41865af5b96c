import type { Container } from "../../manifest/pod.ts";

/**
 * Tells whether a container names no image. Patches of kustomize look so: what they leave out is in
 * the manifest that they change, so nothing can be missing in them.
 */
export function isPartial({ image }: Container): boolean {
  return image === "";
}
