import type { Finding } from "../lint/finding.ts";
import { formatPath } from "../manifest/field-path.ts";
import { nodeAt, valueOfNode } from "../manifest/node-value.ts";
import { nameOfOwner } from "../manifest/object-name.ts";
import type { Workload } from "../manifest/objects.ts";
import { placeOfPath } from "../manifest/place-of-path.ts";
import { isEmpty, isMap } from "../manifest/value.ts";
import { PLAN_RULES } from "./plan-problem.ts";

/**
 * Returns what is wrong where the metadata or the annotations of a workload or its pod template are not a mapping: what they
 * ask for cannot be read, and what was injected cannot be written down there.
 */
export function metadataFault(workload: Workload): Finding | undefined {
  for (const above of [[], workload.templatePath]) {
    for (const path of [
      [...above, "metadata"],
      [...above, "metadata", "annotations"],
    ]) {
      const node = nodeAt(workload.node, path);
      const value = node === undefined ? null : valueOfNode(node);
      if (isMap(value) || isEmpty(value)) continue;
      return {
        rule: "field-malformed",
        severity: "error",
        message: `${formatPath(path)} is not a mapping, so what was injected can neither be written down there nor be read`,
        place: placeOfPath(workload.document.source, workload.node, path),
        field: formatPath(path),
        object: nameOfOwner(workload, path),
        containers: [],
        related: [],
        help: PLAN_RULES["field-malformed"].fix,
        introduced: true,
      };
    }
  }
  return undefined;
}
