import type { FieldPath } from "../../manifest/field-path.ts";
import type { Pod } from "../../manifest/pod.ts";
import { asMap, asString } from "../../manifest/value.ts";
import { podSpec } from "./pod-spec.ts";

/** The operating system that a pod asks for, and the field that says so. */
export interface PodOs {
  readonly name: string;
  readonly at: FieldPath;
}

/** Returns what `spec.os.name` says, by which the API server decides which fields a pod may have. */
export function declaredOs(pod: Pick<Pod, "value">): PodOs | undefined {
  const name = asString(asMap(podSpec(pod)["os"])["name"]);
  return name === undefined ? undefined : { name, at: ["spec", "os", "name"] };
}

/** Returns the operating system of the nodes that the pod can run on, as `spec.os` or its node selector says. */
export function nodeOs(pod: Pick<Pod, "value">): PodOs | undefined {
  const declared = declaredOs(pod);
  if (declared !== undefined) return declared;
  const selector = asMap(podSpec(pod)["nodeSelector"]);
  const label = "kubernetes.io/os";
  const name = asString(selector[label]);
  return name === undefined ? undefined : { name, at: ["spec", "nodeSelector", label] };
}
