import { nodeOs } from "../lint/containers/pod-os.ts";
import type { FieldPath } from "../manifest/field-path.ts";
import { asMap, type ValueMap } from "../manifest/value.ts";
import type { RefusedPod, Sidecar } from "../template/template.ts";
import type { PlanProblem } from "./plan-problem.ts";

/** Returns a problem for each thing that the pod template is and the sidecar's template refuses to go into. */
export function checkRefusals(bare: ValueMap, { template }: Sidecar): readonly PlanProblem[] {
  return Object.entries(template.spec.refuses).flatMap(([refused, reason]) => {
    const { words, find } = REFUSALS[refused as RefusedPod];
    const at = find(bare);
    if (at === undefined) return [];
    return [
      {
        rule: "pod-refused",
        at,
        message: `template "${template.name}" does not go into ${words}: ${reason}`,
        template: { template, path: ["spec", "refuses", refused] },
      },
    ];
  });
}

interface Refusal {
  readonly words: string;
  /** Returns the field that makes the pod template one of that kind. */
  readonly find: (bare: ValueMap) => FieldPath | undefined;
}

/** One entry for each kind of pod that a template may refuse. */
const REFUSALS: Readonly<Record<RefusedPod, Refusal>> = {
  hostNetwork: {
    words: "a pod in the network of its node",
    find: (bare) =>
      asMap(bare["spec"])["hostNetwork"] === true ? ["spec", "hostNetwork"] : undefined,
  },
  windows: {
    words: "a pod for Windows",
    find: (bare) => {
      const os = nodeOs({ value: bare });
      return os?.name === "windows" ? os.at : undefined;
    },
  },
};
