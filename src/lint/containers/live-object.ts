import type { Pod } from "../../manifest/pod.ts";
import { asMap } from "../../manifest/value.ts";

/** Tells whether the workload was read from a cluster: it has a status, which no manifest to apply needs. */
export function isLiveObject(pod: Pod): boolean {
  return Object.keys(asMap(pod.workload["status"])).length > 0;
}
