import type { FieldPath } from "../../manifest/field-path.ts";
import type { Pod } from "../../manifest/pod.ts";
import { asMap, isMap, type ValueMap } from "../../manifest/value.ts";
import { valueAtPath } from "../../manifest/value-at-path.ts";

/** The spec of a Job, or the one that a CronJob makes its Jobs from. */
export interface JobSpec {
  /** The path from the workload on. */
  readonly at: FieldPath;
  readonly value: ValueMap;
}

const PATHS: Readonly<Record<string, FieldPath>> = {
  Job: ["spec"],
  CronJob: ["spec", "jobTemplate", "spec"],
};

/** Returns the Job's spec around a pod; undefined where the workload is no Job or CronJob of Kubernetes itself. */
export function jobSpecOf({ group, kind, workload }: Pod): JobSpec | undefined {
  const at = group === "batch" && Object.hasOwn(PATHS, kind) ? PATHS[kind] : undefined;
  const value = at === undefined ? undefined : valueAtPath(workload, at);
  return at !== undefined && isMap(value) ? { at, value: asMap(value) } : undefined;
}
