import type { Container, Pod } from "../../manifest/pod.ts";
import { FINEST, parseQuantity, type Quantity, roundUp } from "../../manifest/quantity.ts";
import { asMap, isMap, type Value } from "../../manifest/value.ts";
import { podSpec } from "../containers/pod-spec.ts";
import { remembered } from "../remembered.ts";
import {
  type ResourceOwner,
  specOf,
  type WrittenQuantity,
  writtenQuantities,
} from "./written-quantities.ts";

/** Quantities by the name of the resource. */
export type ResourceList = ReadonlyMap<string, Quantity>;

/** What a container or a pod asks for and may use; what is no quantity or negative is left out. */
export interface Requirements {
  readonly requests: ResourceList;
  readonly limits: ResourceList;
}

/**
 * Returns the requests and limits of a container; a request that is not written is the limit.
 * Source: SetDefaults_Pod of https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/core/v1/defaults.go
 */
export const requirementsOf: (container: Container) => Requirements = remembered((container) => {
  const { requests, limits } = readRequirements(container);
  return { requests: new Map([...limits, ...requests]), limits };
});

/**
 * Returns the resources of the whole pod (`spec.resources`, Kubernetes 1.34) if it sets them. A request that is not
 * written is what the containers request together, else the limit.
 * Source: defaultPodRequests of https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/core/v1/defaults.go
 */
export function podRequirements(
  pod: Pod,
  containers: readonly Container[] = pod.containers,
): Requirements | undefined {
  if (!hasPodResources(pod)) return undefined;
  const { requests, limits } = readRequirements(specOf(pod));
  if (limits.size === 0) return { requests, limits };
  const together = [...aggregateRequests(containers)].filter(([name]) => isOfPod(name));
  return { requests: new Map([...limits, ...together, ...requests]), limits };
}

/** Tells whether a pod sets resources for its containers together, which then decide on its QoS class. */
export function hasPodResources(pod: Pod): boolean {
  return isMap(podSpec(pod)["resources"]);
}

/**
 * Returns what the scheduler reserves for a pod that has these of its containers.
 * Source: PodRequests of https://github.com/kubernetes/kubernetes/blob/master/staging/src/k8s.io/component-helpers/resource/helpers.go
 */
export function effectiveRequests(
  pod: Pod,
  containers: readonly Container[] = pod.containers,
): ResourceList {
  const ofPod = [...(podRequirements(pod, containers)?.requests ?? [])];
  const ofContainers = aggregateRequests(containers);
  const requests = new Map([...ofContainers, ...ofPod.filter(([name]) => isOfPod(name))]);
  const overhead = Object.entries(asMap(podSpec(pod)["overhead"]));
  return sum(requests, listOf(overhead));
}

/**
 * Returns what containers request together: init containers run one after the other, each beside the native sidecars
 * that are listed before it; then those and the app containers run.
 * Source: AggregateContainerRequests, https://github.com/kubernetes/enhancements/tree/master/keps/sig-node/753-sidecar-containers#resources-calculation-for-scheduling-and-pod-admission
 */
export function aggregateRequests(containers: readonly Container[]): ResourceList {
  let started: ResourceList = new Map();
  let peak: ResourceList = new Map();
  let running: ResourceList = new Map();
  for (const container of containers) {
    const { requests } = requirementsOf(container);
    if (container.set === "init") peak = highest(peak, sum(started, requests));
    else running = sum(running, requests);
    if (container.set === "native") started = sum(started, requests);
  }
  return highest(peak, running);
}

function readRequirements(owner: ResourceOwner): Requirements {
  const written = writtenQuantities(owner);
  const listNamed = (name: WrittenQuantity["list"]) =>
    listOf(
      written
        .filter(({ list }) => list === name)
        .map(({ resource, value }) => [resource, value] as const),
    );
  return { requests: listNamed("requests"), limits: listNamed("limits") };
}

function listOf(entries: readonly (readonly [string, Value])[]): ResourceList {
  const quantities = new Map<string, Quantity>();
  for (const [resource, value] of entries) {
    const quantity = parseQuantity(value);
    if (quantity !== undefined && quantity >= 0n)
      quantities.set(resource, roundUp(quantity, FINEST));
  }
  return quantities;
}

/** The resources that a pod can set for all of its containers. */
function isOfPod(resource: string): boolean {
  return resource === "cpu" || resource === "memory" || resource.startsWith("hugepages-");
}

function sum(a: ResourceList, b: ResourceList): ResourceList {
  return merge(a, b, (one, other) => one + other);
}

function highest(a: ResourceList, b: ResourceList): ResourceList {
  return merge(a, b, higher);
}

// Not Math.max: it takes no bigints.
function higher(one: Quantity, other: Quantity): Quantity {
  if (one > other) return one;
  return other;
}

function merge(
  a: ResourceList,
  b: ResourceList,
  join: (one: Quantity, other: Quantity) => Quantity,
): ResourceList {
  const merged = new Map(a);
  for (const [resource, quantity] of b) {
    merged.set(resource, join(merged.get(resource) ?? 0n, quantity));
  }
  return merged;
}
