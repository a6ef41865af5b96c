import type { Container, Pod } from "../../manifest/pod.ts";
import { podRequirements, type Requirements, requirementsOf } from "./resources.ts";

/** How the kubelet ranks a pod when the memory of its node runs out: https://kubernetes.io/docs/concepts/workloads/pods/pod-qos/ */
export type QosClass = "Guaranteed" | "Burstable" | "BestEffort";

const COUNTED = ["cpu", "memory"] as const;

/**
 * Returns the QoS class of a pod that has these of its containers, init containers among them; resources of the whole
 * pod count instead of theirs.
 * Source: ComputePodQOS of https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/core/v1/helper/qos/qos.go
 */
export function qosClassOf(pod: Pod, containers: readonly Container[] = pod.containers): QosClass {
  const ofPod = podRequirements(pod, containers);
  if (ofPod !== undefined) return classOf(ofPod);
  const [first = "BestEffort", ...others] = new Set(containers.map(qosClassOfContainer));
  return others.length === 0 ? first : "Burstable";
}

/** Returns the QoS class that a pod of this container alone would have. */
export function qosClassOfContainer(container: Container): QosClass {
  return classOf(requirementsOf(container));
}

function classOf({ requests, limits }: Requirements): QosClass {
  const isSet = (resource: string) => Boolean(requests.get(resource) || limits.get(resource));
  if (!COUNTED.some(isSet)) return "BestEffort";
  const isFixed = (resource: string) =>
    Boolean(limits.get(resource)) && requests.get(resource) === limits.get(resource);
  return COUNTED.every(isFixed) ? "Guaranteed" : "Burstable";
}
