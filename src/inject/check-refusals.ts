import { nodeOs } from "../lint/containers/pod-os.ts";
import type { FieldPath } from "../manifest/field-path.ts";
import { asMap, type ValueMap } from "../manifest/value.ts";
import { REFUSED_PODS } from "../template/refused-pods.ts";
import type { RefusedPod, Sidecar } from "../template/template.ts";
import type { PlanProblem } from "./plan-problem.ts";

/** Returns a problem for each thing that the pod template is and the sidecar's template refuses to go into. */
export function checkRefusals(bare: ValueMap, { template }: Sidecar): readonly PlanProblem[] {
  return Object.entries(template.spec.refuses).flatMap(([refused, reason]) => {
    const pod = refused as RefusedPod;
    const at = FIELDS[pod](bare);
    if (at === undefined) return [];
    return [
      {
        rule: "pod-refused",
        at,
        message: `template "${template.name}" does not go into ${REFUSED_PODS[pod]}: ${reason}`,
        template: { template, path: ["spec", "refuses", refused] },
      },
    ];
  });
}

/** Each returns the field that makes a pod template one of that kind. */
const FIELDS: Readonly<Record<RefusedPod, (bare: ValueMap) => FieldPath | undefined>> = {
  hostNetwork: (bare) =>
    asMap(bare["spec"])["hostNetwork"] === true ? ["spec", "hostNetwork"] : undefined,
  windows: (bare) => {
    const os = nodeOs({ value: bare });
    return os?.name === "windows" ? os.at : undefined;
  },
};
