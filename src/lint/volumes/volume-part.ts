import type { Mount } from "../../manifest/pod.ts";
import { cleanPath, isWithin } from "./mount-path.ts";

/** Returns the part of its volume that a mount shows, as a clean path; undefined where only the running pod knows. */
export function volumePart(mount: Mount): string | undefined {
  return mount.subPathExpr === undefined ? cleanPath(mount.subPath ?? "") : undefined;
}

/** Tells how two mounts of a volume show the same part of it; `maybe` is where only the running pod knows. */
export function partsMeet(a: Mount, b: Mount): "yes" | "maybe" | "no" {
  const [first, second] = [volumePart(a), volumePart(b)];
  if (first === undefined || second === undefined) return "maybe";
  return isWithin(first, second) || isWithin(second, first) ? "yes" : "no";
}
