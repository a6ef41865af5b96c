import type { Container, Pod } from "../../manifest/pod.ts";
import { podRequirements, requirementsOf } from "./resources.ts";
import { hasUnclearResources } from "./unclear-resources.ts";

/**
 * Returns which of `cpu` and `memory` a container does not request, neither by itself nor by resources of the whole pod;
 * none of them where its resources cannot be read.
 */
export function missingRequests(pod: Pod, container: Container): readonly string[] {
  const missing = ["cpu", "memory"].filter((name) => !requirementsOf(container).requests.has(name));
  if (missing.length === 0 || hasUnclearResources(container)) return [];
  const ofPod = podRequirements(pod)?.requests;
  return missing.filter((name) => ofPod?.has(name) !== true);
}
