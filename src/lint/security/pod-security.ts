import type { FieldPath } from "../../manifest/field-path.ts";
import type { Container } from "../../manifest/pod.ts";
import type { PodSecurityLevel } from "../rule.ts";
import { baselineChecks } from "./pod-security-baseline.ts";
import type { Inspected, PodSecurityCheck } from "./pod-security-check.ts";
import { restrictedChecks } from "./pod-security-restricted.ts";

/** A control of the Pod Security Standards that a pod breaks. */
export interface PodSecurityBreach {
  readonly at: FieldPath;
  /** As the standard calls it, e.g. `Capabilities`. */
  readonly control: string;
  /** `container "proxy"`, `volume "data"` or `the pod`. */
  readonly subject: string;
  /** Said of the subject: `adds NET_ADMIN`. */
  readonly what: string;
  readonly help: string;
  /** The container that does it; for a field of the pod, those that it is in effect for. */
  readonly containers: readonly Container[];
}

/**
 * Returns what in a pod breaks a level of the Pod Security Standards, in the order of the standard.
 * Source: https://kubernetes.io/docs/concepts/security/pod-security-standards/ and the package `policy` of
 * https://github.com/kubernetes/pod-security-admission
 */
export function podSecurityBreaches(
  level: PodSecurityLevel,
  inspected: Inspected,
): readonly PodSecurityBreach[] {
  return checksOf(level, inspected.minor).flatMap((check) => breachesOf(check, inspected));
}

function checksOf(level: PodSecurityLevel, minor: number): readonly PodSecurityCheck[] {
  if (level === "privileged") return [];
  const isCurrent = ({ since = 0 }: PodSecurityCheck) => since <= minor;
  const baseline = baselineChecks.filter(isCurrent);
  if (level === "baseline") return baseline;
  const restricted = restrictedChecks.filter(isCurrent);
  const overridden = restricted.map(({ overrides }) => overrides);
  return [...baseline.filter(({ control }) => !overridden.includes(control)), ...restricted];
}

function breachesOf(check: PodSecurityCheck, inspected: Inspected): readonly PodSecurityBreach[] {
  const { control, help } = check;
  const ofPod = (check.ofPod?.(inspected) ?? []).map(({ users, ...fault }) => ({
    help,
    ...fault,
    control,
    containers: users,
  }));
  const ofContainers = inspected.pod.containers.flatMap((container) => {
    const fault = check.ofContainer?.(container, inspected);
    const subject = `container "${container.name}"`;
    return fault === undefined
      ? []
      : [{ help, ...fault, subject, control, containers: [container] }];
  });
  return [...ofPod, ...ofContainers];
}
