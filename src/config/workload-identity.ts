import type { Standing } from "../manifest/recognise.ts";
import type { ValueMap } from "../manifest/value.ts";
import type { WorkloadKind } from "../manifest/workloads.ts";

/** What choosing templates reads of a workload. */
export interface WorkloadIdentity {
  readonly workloadKind: Pick<WorkloadKind, "group" | "kind" | "shortNames">;
  /** Set for an object of a kind that is not known, which only looks as if it had a pod template. */
  readonly isUnknown?: true;
  readonly standing: Standing;
  readonly name: string;
  /** Empty where the manifest names none. */
  readonly namespace: string;
  /** `metadata.labels` of the workload itself. */
  readonly labels: Readonly<Record<string, string>>;
  /** `metadata.annotations` of the workload itself. */
  readonly annotations: ValueMap;
  /** `metadata.annotations` of the pod template; values that are no strings included. */
  readonly podAnnotations: ValueMap;
}
