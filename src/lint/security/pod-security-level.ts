import type { InputObject } from "../../manifest/input-object.ts";
import type { Pod } from "../../manifest/pod.ts";
import type { PodSecurityLevel, RuleContext } from "../rule.ts";

/** The level of the Pod Security Standards that a pod is held to, and who says so. */
export interface EnforcedPodSecurity {
  readonly level: PodSecurityLevel;
  /** The minor version 1.x of the standard. */
  readonly minor: number;
  /** The namespace whose label asks for the level; without it the run does. */
  readonly namespace?: InputObject;
}

/** The label by which a namespace rejects pods: https://kubernetes.io/docs/concepts/security/pod-security-admission/ */
export const ENFORCE_LABEL = "pod-security.kubernetes.io/enforce";

const LEVELS: readonly PodSecurityLevel[] = ["privileged", "baseline", "restricted"];

/** Returns the level that the run holds all pods to, else the one that the pod's namespace enforces, if it is known. */
export function enforcedPodSecurity(
  pod: Pod,
  { podSecurity, kubeMinor, namespacesOf }: RuleContext,
): EnforcedPodSecurity | undefined {
  if (podSecurity !== undefined) return { level: podSecurity, minor: kubeMinor };
  const levels = namespacesOf(pod).map((namespace) => levelIn(namespace, kubeMinor));
  const [first, ...others] = levels;
  // Of several Namespaces the pod is in one, and nobody knows in which.
  const isAgreed = others.every((other) => other?.level === first?.level);
  return isAgreed ? first : undefined;
}

function levelIn(namespace: InputObject, kubeMinor: number): EnforcedPodSecurity | undefined {
  const { labels } = namespace.object;
  const level = LEVELS.find((known) => known === labels[ENFORCE_LABEL]);
  if (level === undefined) return undefined;
  // A version that the cluster does not know yet means its latest.
  const pinned = /^v1\.(\d{1,3})$/.exec(labels[`${ENFORCE_LABEL}-version`] ?? "");
  const minor = Math.min(kubeMinor, Number(pinned?.[1] ?? kubeMinor));
  return { level, minor, namespace };
}
