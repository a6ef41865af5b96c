import type { FieldPath } from "../../manifest/field-path.ts";
import type { Pod } from "../../manifest/pod.ts";
import { isMap, type Value } from "../../manifest/value.ts";
import { valueAtPath } from "../../manifest/value-at-path.ts";
import { EACH_ITEM, type TemplatePath, traitsOfKind } from "../../manifest/workloads.ts";

/**
 * Returns how many pods a workload runs at a time as its manifest says, autoscalers left aside; undefined where the
 * manifest does not tell: one pod per node (DaemonSet), or as many as there is work for (Knative).
 */
export function replicasOf(pod: Pod): number | undefined {
  const { runs } = traitsOfKind(pod) ?? {};
  if (runs === undefined) return count(valueAtPath(pod.workload, ["spec", "replicas"]));
  const factors = runs.map((path) => factorAt(pod, itemOf(pod, path)));
  return factors.reduce(
    (product, factor) =>
      product === undefined || factor === undefined ? undefined : product * factor,
    1,
  );
}

/** Without what is around the field, the pods come from another part of the workload. */
function factorAt({ workload }: Pod, path: FieldPath): number | undefined {
  if (!isMap(valueAtPath(workload, path.slice(0, -1)))) return undefined;
  return count(valueAtPath(workload, path)) ?? 1;
}

/** Returns the path of a field of the item that the pod template is in. */
function itemOf({ templatePath }: Pod, path: TemplatePath): FieldPath {
  return path.map((segment, index) =>
    segment === EACH_ITEM ? (templatePath[index] ?? segment) : segment,
  );
}

function count(value: Value | undefined): number | undefined {
  return typeof value === "number" && Number.isSafeInteger(value) && value >= 0 ? value : undefined;
}
