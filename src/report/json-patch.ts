import type { ValueMap } from "../manifest/value.ts";
import { mapOf } from "../manifest/value.ts";
import type { Outcome, PatchOperation, WorkloadReport } from "../outcome.ts";
import { jsonText } from "./json-text.ts";

/**
 * Returns a JSON array of `{file, document, item, patch}`: the RFC 6902 patch of each object that changes, with
 * the 0-based place of its document in the file and of the object in its list, for nested lists from the outermost list on.
 */
export function renderJsonPatch(outcomes: readonly Outcome[]): string {
  const changed = outcomes.flatMap(({ workloads }) => workloads).filter((w) => w.patch.length > 0);
  return `${jsonText(changed.map(patchOf))}\n`;
}

function patchOf({ file, document, item, patch }: WorkloadReport): ValueMap {
  const place = item === undefined ? { document } : { document, item };
  return { file, ...place, patch: patch.map(operationOf) };
}

function operationOf(operation: PatchOperation): ValueMap {
  return mapOf(Object.entries(operation));
}
