import type { FieldPath } from "../../manifest/field-path.ts";
import type { Pod } from "../../manifest/pod.ts";
import { asMap, isMap, type ValueMap } from "../../manifest/value.ts";
import { valueAtPath } from "../../manifest/value-at-path.ts";

/** The spec of a Job, or the one that a CronJob or an item of a JobSet makes its Jobs from. */
export interface JobSpec {
  /** The path from the workload on. */
  readonly at: FieldPath;
  readonly value: ValueMap;
}

const KINDS: ReadonlySet<string> = new Set([
  "batch/Job",
  "batch/CronJob",
  "jobset.x-k8s.io/JobSet",
]);

/** Returns the Job's spec around a pod; undefined where no Job of Kubernetes itself comes of the workload. */
export function jobSpecOf({ group, kind, workload, templatePath }: Pod): JobSpec | undefined {
  if (!KINDS.has(`${group}/${kind}`)) return undefined;
  const at = templatePath.slice(0, -1);
  const value = valueAtPath(workload, at);
  return isMap(value) ? { at, value: asMap(value) } : undefined;
}
