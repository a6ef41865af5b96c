import type { FieldPath } from "../../manifest/field-path.ts";
import type { Container, Pod } from "../../manifest/pod.ts";
import { isMap, type Value } from "../../manifest/value.ts";

/** A field of a security context that is set (null is not), and where it is. */
export interface SecurityField {
  readonly at: FieldPath;
  readonly value: Value;
  readonly of: "container" | "pod";
}

/** Returns a field of the container's own security context, e.g. `runAsUser` or `seccompProfile`, `type`. */
export function containerField(
  container: Container,
  ...keys: readonly string[]
): SecurityField | undefined {
  const value = valueIn(container.value["securityContext"], keys);
  if (value === undefined) return undefined;
  return { at: [...container.at, "securityContext", ...keys], value, of: "container" };
}

/** Returns a field of the security context that the containers of a pod share. */
export function podField(pod: Pod, ...keys: readonly string[]): SecurityField | undefined {
  const spec = pod.value["spec"];
  const value = valueIn(isMap(spec) ? spec["securityContext"] : undefined, keys);
  return value === undefined
    ? undefined
    : { at: ["spec", "securityContext", ...keys], value, of: "pod" };
}

/**
 * Returns the field that counts for a container: its own, else the pod's. What only containers can set
 * (`privileged`, `capabilities`) is not looked for in the pod's.
 * Source: `DetermineEffectiveSecurityContext`, https://github.com/kubernetes/kubernetes/blob/master/pkg/securitycontext/util.go
 */
export function effectiveField(
  pod: Pod,
  container: Container,
  ...keys: readonly [SharedField, ...string[]]
): SecurityField | undefined {
  return containerField(container, ...keys) ?? podField(pod, ...keys);
}

/** Returns the containers that do not set a field of the security context themselves. */
export function inheriting(pod: Pod, ...keys: readonly string[]): readonly Container[] {
  return pod.containers.filter((container) => containerField(container, ...keys) === undefined);
}

/** The fields that both security contexts have. */
export type SharedField =
  | "appArmorProfile"
  | "runAsGroup"
  | "runAsNonRoot"
  | "runAsUser"
  | "seLinuxOptions"
  | "seccompProfile"
  | "windowsOptions";

function valueIn(context: Value | undefined, keys: readonly string[]): Value | undefined {
  let value = context;
  for (const key of keys) value = isMap(value) ? value[key] : undefined;
  return value ?? undefined;
}
