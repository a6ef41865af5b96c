import { PROBE_KINDS } from "../manifest/read-pod.ts";
import { asList, asMap, asString, type ValueMap } from "../manifest/value.ts";
import type { Restriction } from "../manifest/workloads.ts";
import type { Sidecar } from "../template/template.ts";
import type { PlanProblem } from "./plan-problem.ts";

/** What a kind says of the pods in it. */
export interface RestrictedPod {
  /** The kind of the workload. */
  readonly kind: string;
  readonly restrictions: readonly Restriction[];
  /** The pod template without the sidecar. */
  readonly bare: ValueMap;
}

/** Returns a problem for each thing that the sidecar has and the kind of the workload does not allow. */
export function checkRestrictions(pod: RestrictedPod, sidecar: Sidecar): readonly PlanProblem[] {
  const { template } = sidecar;
  return pod.restrictions.flatMap((restriction) =>
    CHECKS[restriction](pod, sidecar).map(({ what, path }) => ({
      rule: "kind-restricted",
      at: ["spec"],
      message: `a ${pod.kind} allows ${what}`,
      template: { template, path },
    })),
  );
}

interface Breach {
  /** What is allowed, and what the sidecar has instead. */
  readonly what: string;
  readonly path: readonly (string | number)[];
}

/** One entry for each restriction of the table of workload kinds. */
const CHECKS: Readonly<
  Record<Restriction, (pod: RestrictedPod, sidecar: Sidecar) => readonly Breach[]>
> = {
  "no-native-sidecars": (_, { template, lifecycle }) =>
    lifecycle === "native"
      ? [{ what: `no native sidecars, and template "${template.name}" is one`, path: ["spec"] }]
      : [],
  "one-port": ({ bare }, sidecar) => {
    const hasPort = asList(asMap(bare["spec"])["containers"]).some(
      (container) => portsOf(container).length > 0,
    );
    return sidecar.containers.flatMap((container, index) => {
      const path = sidecar.origins.get(container) ?? ["spec", "containers", index];
      const name = asString(container["name"]) ?? "";
      const ports = portsOf(container);
      const tooMany = ports.length > (hasPort ? 0 : 1);
      const probe = PROBE_KINDS.find((key) => container[key] !== undefined);
      return [
        ...(tooMany
          ? [
              {
                what: `one port over all containers, and container "${name}" declares another`,
                path,
              },
            ]
          : []),
        ...(probe === undefined
          ? []
          : [{ what: `no probes on sidecars, and container "${name}" has a ${probe}`, path }]),
      ];
    });
  },
};

function portsOf(container: ValueMap[string]): readonly ValueMap[string][] {
  return asList(asMap(container)["ports"]);
}
