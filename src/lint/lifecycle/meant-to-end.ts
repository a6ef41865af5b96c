import type { Pod } from "../../manifest/pod.ts";

const ENDING_KINDS: ReadonlySet<string> = new Set(["Job", "CronJob", "AdvancedCronJob"]);

/** Tells whether pods of that kind of workload are made to end, whatever else is set. */
export function isOfEndingKind({ kind }: Pod): boolean {
  return ENDING_KINDS.has(kind);
}

/** Tells whether a pod is made to end, as those of Jobs and of tests are; a Service that selects it is seldom meant for it. */
export function isMeantToEnd(pod: Pod): boolean {
  const { restartPolicy } = pod;
  return restartPolicy === "Never" || restartPolicy === "OnFailure" || isOfEndingKind(pod);
}
