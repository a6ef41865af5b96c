import type { Pod } from "../../manifest/pod.ts";
import type { RuleContext } from "../rule.ts";
import type { ServiceView } from "./service.ts";

/** Returns the pods of the other workloads in the namespace: the nearest, then more and more. */
export function* otherPods(pod: Pod, context: RuleContext): Iterable<readonly Pod[]> {
  for (const pods of context.podsAround(pod)) yield otherThan(pod, pods);
}

/** Returns the pods of other workloads of the input that the Service selects as well. */
export function otherTargets(pod: Pod, service: ServiceView, context: RuleContext): readonly Pod[] {
  return otherThan(pod, context.targetsOf(service));
}

function otherThan(pod: Pod, pods: readonly Pod[]): readonly Pod[] {
  return pods.filter(
    ({ kind, name, templateLabel }) =>
      kind !== pod.kind || name !== pod.name || templateLabel !== pod.templateLabel,
  );
}
