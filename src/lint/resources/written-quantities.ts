import type { FieldPath } from "../../manifest/field-path.ts";
import type { Container, Pod } from "../../manifest/pod.ts";
import { showValue } from "../../manifest/show-value.ts";
import { asMap, type Value } from "../../manifest/value.ts";
import { podSpec } from "../containers/pod-spec.ts";

/** A request or a limit as it is written. */
export interface WrittenQuantity {
  readonly at: FieldPath;
  readonly list: "requests" | "limits";
  readonly resource: string;
  readonly value: Value;
}

/** What has `resources`: a container, or the `spec` of a pod. */
export type ResourceOwner = Pick<Container, "at" | "value">;

const LISTS = ["requests", "limits"] as const;

/** An owner of resources as a message names it, e.g. `container "web"`. */
export interface NamedOwner extends ResourceOwner {
  readonly title: string;
}

// Up to this minor version the API server drops `resources` of a pod unless an alpha feature is on.
// https://github.com/kubernetes/enhancements/tree/master/keps/sig-node/2837-pod-level-resource-spec
const LAST_WITHOUT_POD_RESOURCES = 33;

/** Tells whether Kubernetes 1.x of this minor version knows `spec.resources` of a pod. */
export function knowsPodResources(kubeMinor: number): boolean {
  return kubeMinor > LAST_WITHOUT_POD_RESOURCES;
}

/** Returns whatever has resources in a pod: its containers, and the pod itself where Kubernetes knows that. */
export function resourceOwners(pod: Pod, kubeMinor: number): readonly NamedOwner[] {
  const containers = pod.containers.map(({ at, value, name }) => ({
    at,
    value,
    title: `container "${name}"`,
  }));
  return knowsPodResources(kubeMinor)
    ? [...containers, { ...specOf(pod), title: "the pod" }]
    : containers;
}

/** Returns the `spec` of a pod, whose `resources` are those of all its containers together. */
export function specOf(pod: Pod): ResourceOwner {
  return { at: ["spec"], value: podSpec(pod) };
}

/** Returns what is written in `resources`, requests before limits; what is null is left out, as `kubectl apply` does. */
export function writtenQuantities({ at, value }: ResourceOwner): readonly WrittenQuantity[] {
  const resources = asMap(value["resources"]);
  return LISTS.flatMap((list) =>
    Object.entries(asMap(resources[list])).flatMap(([resource, amount]) =>
      amount === null
        ? []
        : [{ at: [...at, "resources", list, resource], list, resource, value: amount }],
    ),
  );
}

/** Returns what makes up the request of a resource: the request, else the limit, which is the request as well. */
export function writtenRequest(
  owner: ResourceOwner,
  resource: string,
): WrittenQuantity | undefined {
  return writtenQuantities(owner).find((written) => written.resource === resource);
}

/** Returns a quantity as it is written, for a message. */
export function writtenText({ value }: WrittenQuantity): string {
  return typeof value === "string" ? value : showValue(value);
}
