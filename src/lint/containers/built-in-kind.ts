import type { Pod } from "../../manifest/pod.ts";
import { WORKLOAD_KINDS } from "../../manifest/workloads.ts";

/** Tells whether the kind of the workload is one that is known, and not one of the user's, whose operator may fill in its pods. */
export function isBuiltInKind({ group, kind }: Pod): boolean {
  return WORKLOAD_KINDS.some((known) => known.group === group && known.kind === kind);
}
