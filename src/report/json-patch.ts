import type { ValueMap } from "../manifest/value.ts";
import { mapOf } from "../manifest/value.ts";
import type { Outcome, PatchOperation, WorkloadReport } from "../outcome.ts";
import { groupBy } from "../text/group-by.ts";
import { jsonText } from "./json-text.ts";

/**
 * Returns a JSON array of `{file, document, item, patch}`: the RFC 6902 patch of each object that changes, with
 * the 0-based place of its document in the file and of the object in its list, for nested lists from the outermost list on.
 */
export function renderJsonPatch(outcomes: readonly Outcome[]): string {
  const changed = outcomes.flatMap(({ workloads }) => workloads).filter((w) => w.patch.length > 0);
  const objects = groupBy(
    changed,
    ({ file, document, item = "" }) => `${file}\0${document}\0${item}`,
  );
  return `${jsonText([...objects.values()].map(patchOf))}\n`;
}

/** Of an object with several pod templates each is a workload, and no patch of one moves another. */
function patchOf(workloads: readonly WorkloadReport[]): ValueMap {
  const [{ file, document, item }] = workloads as readonly [WorkloadReport, ...WorkloadReport[]];
  const place = item === undefined ? { document } : { document, item };
  return { file, ...place, patch: workloads.flatMap(({ patch }) => patch.map(operationOf)) };
}

function operationOf(operation: PatchOperation): ValueMap {
  return mapOf(Object.entries(operation));
}
