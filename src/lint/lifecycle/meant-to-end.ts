import type { Pod } from "../../manifest/pod.ts";
import { traitsOfKind } from "../../manifest/workloads.ts";

/** Tells whether pods of that kind of workload are made to end, whatever else is set. */
export function isOfEndingKind(pod: Pod): boolean {
  return traitsOfKind(pod)?.ends === true;
}

/** Tells whether a pod is made to end, as those of Jobs and of tests are; a Service that selects it is seldom meant for it. */
export function isMeantToEnd(pod: Pod): boolean {
  const { restartPolicy } = pod;
  return restartPolicy === "Never" || restartPolicy === "OnFailure" || isOfEndingKind(pod);
}
