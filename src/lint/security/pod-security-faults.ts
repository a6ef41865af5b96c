import type { Container, Pod } from "../../manifest/pod.ts";
import { showValue } from "../../manifest/show-value.ts";
import { asList, asString, isMap } from "../../manifest/value.ts";
import { listWords } from "../../text/list-words.ts";
import { podSpec } from "../containers/pod-spec.ts";
import type { Fault, Inspected, PodFault } from "./pod-security-check.ts";
import { containerField, inheriting, podField, type SecurityField } from "./security-context.ts";

/** The fields that name a profile of a security module by its type. */
export type ProfileField = "appArmorProfile" | "seccompProfile";

/** Returns the fault of a container whose own profile switches the module off. */
export function profileFault(container: Container, key: ProfileField): Fault | undefined {
  return faultOf(containerField(container, key));
}

/** Returns the faults of the profile of a pod, which is in effect for the containers without their own. */
export function podProfileFaults(pod: Pod, key: ProfileField): readonly PodFault[] {
  const fault = faultOf(podField(pod, key));
  return fault === undefined ? [] : [{ ...fault, subject: "the pod", users: inheriting(pod, key) }];
}

// https://istio.io/latest/docs/setup/additional-setup/cni/, https://linkerd.io/2/features/cni/
const CNI_HELP =
  "Remove the capability; where it is there to redirect traffic, the CNI plugin of the mesh does that without it.";

/** Returns the capabilities beyond the allowed ones that a container adds, as a fault. */
export function addedCapabilities(
  container: Container,
  allowed: ReadonlySet<string>,
): Fault | undefined {
  const field = containerField(container, "capabilities", "add");
  const names = asList(field?.value).map((name) => asString(name) ?? "");
  const index = names.findIndex((name) => name !== "" && !allowed.has(name));
  if (field === undefined || index === -1) return undefined;
  const added = names.filter((name) => name !== "" && !allowed.has(name));
  return {
    at: [...field.at, index],
    what: `adds ${listWords([...new Set(added)])}`,
    ...(added.includes("NET_ADMIN") ? { help: CNI_HELP } : {}),
  };
}

/** Returns the containers that mount a volume, or have it as a device. */
export function usersOf(containers: readonly Container[], volume: string): readonly Container[] {
  return containers.filter(({ mounts, devices }) =>
    [...mounts, ...devices].some((use) => use.volume === volume),
  );
}

/** Returns the fault of a container that mounts /proc without the usual masks. */
export function unmaskedProc(container: Container): Fault | undefined {
  const field = containerField(container, "procMount");
  if (field === undefined || field.value === "Default") return undefined;
  return { at: field.at, what: `mounts /proc as ${showValue(field.value)}` };
}

/** Tells whether the pod runs in a user namespace. */
export function hasUserNamespace({ pod }: Inspected): boolean {
  return podSpec(pod)["hostUsers"] === false;
}

function faultOf(field: SecurityField | undefined): Fault | undefined {
  if (field === undefined || !isMap(field.value)) return undefined;
  const { type } = field.value;
  if (type === "RuntimeDefault" || type === "Localhost") return undefined;
  const isMissing = type === undefined;
  return {
    at: isMissing ? field.at : [...field.at, "type"],
    what: isMissing ? "names no type of profile" : `has the profile ${showValue(type)}`,
  };
}
