import type { WorkloadRequest } from "../inject/workload-request.ts";
import type { InjectRequest } from "../pipeline.ts";
import type { ChosenWorkload } from "./read-and-choose.ts";

/** Returns what a run injects into one workload, without what is checked about it. */
export function workloadInjection(
  { workload, choice, mayBePart }: ChosenWorkload,
  { onPortConflict, onEdit, imageRegistry }: InjectRequest,
): Omit<WorkloadRequest, "rules" | "context" | "settings"> {
  const { templates, assigned, askedContainer } = choice;
  return {
    workload,
    mayBePart,
    templates,
    assigned,
    askedContainer,
    onPortConflict,
    onEdit,
    imageRegistry,
  };
}
