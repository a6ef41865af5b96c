import type { Pod } from "../../manifest/pod.ts";
import { asMap, type Value, type ValueMap } from "../../manifest/value.ts";

/** Kinds that run one pod where they do not say how many; of other kinds only what they say is known. */
const REPLICATED: ReadonlySet<string> = new Set([
  "ReplicationController",
  "Deployment",
  "ReplicaSet",
  "StatefulSet",
  "Rollout",
  "CloneSet",
  "DeploymentConfig",
]);

/**
 * Returns how many pods a workload runs at a time as its manifest says, autoscalers left aside; undefined where the
 * manifest does not tell: one pod per node (DaemonSet), or as many as there is work for (Knative).
 */
export function replicasOf({ kind, workload }: Pod): number | undefined {
  const spec = asMap(workload["spec"]);
  switch (kind) {
    case "Pod":
      return 1;
    case "Job":
      return count(spec["parallelism"]) ?? 1;
    case "CronJob":
      return parallelismOf(spec);
    case "AdvancedCronJob":
      return parallelismOf(asMap(spec["template"]));
    default:
      return count(spec["replicas"]) ?? (REPLICATED.has(kind) ? 1 : undefined);
  }
}

// Without a template of a Job it is one of a BroadcastJob, which runs a pod on every node.
function parallelismOf({ jobTemplate }: ValueMap): number | undefined {
  if (jobTemplate === undefined) return undefined;
  return count(asMap(asMap(jobTemplate)["spec"])["parallelism"]) ?? 1;
}

function count(value: Value | undefined): number | undefined {
  return typeof value === "number" && Number.isSafeInteger(value) && value >= 0 ? value : undefined;
}
