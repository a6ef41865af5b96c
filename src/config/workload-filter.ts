import type { RuleMatch } from "./injector.ts";
import { type Mismatch, mismatchesOf, namespacesOf } from "./match-workload.ts";
import type { WorkloadIdentity } from "./workload-identity.ts";

/** What narrows a run to some workloads: `-l`, `-n`, `--kind` and `--name`; an empty part stands for all. */
export type WorkloadFilter = Omit<RuleMatch, "annotations">;

/** The flags that the parts of a filter come from. */
export const FILTER_FLAGS: Readonly<Record<keyof WorkloadFilter, string>> = {
  selector: "-l",
  namespaces: "-n",
  kinds: "--kind",
  names: "--name",
};

/** Returns the parts of a filter that a workload does not meet. */
export function filterMismatches(
  filter: WorkloadFilter,
  workload: WorkloadIdentity,
): readonly Mismatch[] {
  const namespaces = namespacesOf(workload, filter.namespaces);
  return mismatchesOf({ ...filter, annotations: {} }, workload, namespaces);
}

/** Returns why a filter leaves a workload out. */
export function describeMismatches(missed: readonly Mismatch[]): string {
  return `not chosen: ${missed.map(describeFlag).join("; ")}`;
}

function describeFlag({ part, reason }: Mismatch): string {
  return part === "annotations" ? reason : `${reason} (${FILTER_FLAGS[part]})`;
}
