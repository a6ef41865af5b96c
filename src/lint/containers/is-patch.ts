import type { Pod } from "../../manifest/pod.ts";
import { isPartial } from "./partial-container.ts";

/** Tells whether a pod is a part of one, as patches of Kustomize are: it has no app containers, or some without an image. */
export function isPatch({ containers }: Pod): boolean {
  return containers.every(({ set }) => set !== "app") || containers.some(isPartial);
}
