import type { Pod } from "../../manifest/pod.ts";
import { formatQuantity } from "../../manifest/quantity.ts";
import { partsOf } from "../programs/sidecars.ts";
import { missingRequests } from "./missing-requests.ts";
import { replicasOf } from "./replicas.ts";
import { effectiveRequests, type ResourceList } from "./resources.ts";

/** Exact quantities as text, by resource: `cpu` and `memory` always, `ephemeral-storage` where it is not 0. */
export interface OverheadAmounts {
  readonly cpu: string;
  readonly memory: string;
  readonly "ephemeral-storage"?: string;
}

/** What the sidecars of a workload cost, in requests. */
export interface Overhead {
  /** What they add to the effective request of one pod. */
  readonly perPod: OverheadAmounts;
  /** How many pods the manifest asks for; undefined for one per node (DaemonSet) and where the manifest does not say. */
  readonly replicas?: number;
  /** `perPod` times `replicas`. */
  readonly total?: OverheadAmounts;
  readonly sidecars: number;
  /** How many of them lack a request for cpu or memory, so that the amounts are too low. */
  readonly withoutRequests: number;
}

/** Returns what the sidecars of a pod cost; undefined for a pod without sidecars. */
export function overheadOf(pod: Pod): Overhead | undefined {
  const { sidecars } = partsOf(pod);
  if (sidecars.length === 0) return undefined;
  const added = addedRequests(pod);
  const replicas = replicasOf(pod);
  return {
    perPod: amountsOf(added, 1),
    ...(replicas === undefined ? {} : { replicas, total: amountsOf(added, replicas) }),
    sidecars: sidecars.length,
    withoutRequests: sidecars.filter(({ container }) => missingRequests(pod, container).length > 0)
      .length,
  };
}

/**
 * Returns what the effective request of a pod is higher for its sidecars. That can be less than they request: where an
 * init container needs more than all that runs later, or where the whole pod has a request of its own.
 */
export function addedRequests(pod: Pod): ResourceList {
  const sidecars = new Set(partsOf(pod).sidecars.map(({ container }) => container));
  const others = pod.containers.filter((container) => !sidecars.has(container));
  const without = effectiveRequests(pod, others);
  return new Map(
    [...effectiveRequests(pod)].map(([resource, quantity]) => {
      const added = quantity - (without.get(resource) ?? 0n);
      return [resource, added > 0n ? added : 0n] as const;
    }),
  );
}

function amountsOf(added: ResourceList, times: number): OverheadAmounts {
  const amount = (resource: string) => (added.get(resource) ?? 0n) * BigInt(times);
  const text = (resource: string) => formatQuantity(amount(resource), resource);
  return {
    cpu: text("cpu"),
    memory: text("memory"),
    ...(amount("ephemeral-storage") === 0n
      ? {}
      : { "ephemeral-storage": text("ephemeral-storage") }),
  };
}
