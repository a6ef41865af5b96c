import type { Workload } from "./objects.ts";
import type { Pod } from "./pod.ts";
import { readPod } from "./read-pod.ts";
import { readWorkloadTemplate } from "./workload-template.ts";

/** Returns the pods of workloads as they stand in the manifest, with nothing of this run in them. */
export function podsOfWorkloads(workloads: readonly Workload[]): readonly Pod[] {
  return workloads.map((workload) => {
    const { value, owner } = readWorkloadTemplate(workload);
    return readPod(value, { ...owner, injected: [] });
  });
}
