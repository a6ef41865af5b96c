import type { Pod } from "../../manifest/pod.ts";
import { asMap, type ValueMap } from "../../manifest/value.ts";

/** Returns what stands in the `spec` of a pod; nothing where that is no mapping. */
export function podSpec(pod: Pick<Pod, "value">): ValueMap {
  return asMap(pod.value["spec"]);
}
