import { nearestHint } from "../text/nearest.ts";

/** Returns what is said of the id of a check that there is not. */
export function unknownCheck(id: string, known: readonly string[]): string {
  return `there is no check "${id}"${nearestHint(id, known)}\nkube-sidecar explain lists them`;
}
