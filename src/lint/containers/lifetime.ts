import type { Container } from "../../manifest/pod.ts";

/**
 * Tells whether two different containers of a pod run at the same time: app containers and native
 * sidecars do, an init container only does with native sidecars that are listed before it.
 * Source: the start order of https://github.com/kubernetes/enhancements/tree/master/keps/sig-node/753-sidecar-containers
 */
export function runTogether(a: Container, b: Container): boolean {
  if (a.set !== "init" && b.set !== "init") return true;
  if (a.set === "init" && b.set === "native") return b.index < a.index;
  if (a.set === "native" && b.set === "init") return a.index < b.index;
  return false;
}
