import { sidecarsWithInit } from "../lint/programs/sidecar-helpers.ts";
import { defineRule, type Problem, type Rule } from "../lint/rule.ts";
import { type PodSecurityBreach, podSecurityBreaches } from "../lint/security/pod-security.ts";
import {
  ENFORCE_LABEL,
  type EnforcedPodSecurity,
  enforcedPodSecurity,
} from "../lint/security/pod-security-level.ts";
import type { Container } from "../manifest/pod.ts";
import { listWords } from "../text/list-words.ts";

const rule: Rule = defineRule({
  id: "pod-security",
  severity: "error",
  category: "security",
  summary: "Sidecars keep to the Pod Security level of the namespace.",
  why:
    "One container that breaks the level makes the namespace reject the whole pod. A Deployment or Job is still accepted, with a warning at most; its pods never come. " +
    "The level is that of `--pss`, else that of the label `pod-security.kubernetes.io/enforce` of the namespace, if the input has it; without a level nothing is checked. " +
    "Only sidecars and their init containers are looked at, and fields of the pod and volumes that are there for them alone.",
  fix: "Change the security context of the sidecar, or run the pod in a namespace that enforces a lower level.",
  links: [
    "https://kubernetes.io/docs/concepts/security/pod-security-standards/",
    "https://kubernetes.io/docs/concepts/security/pod-security-admission/",
  ],
  examples: {
    fails: `apiVersion: v1
kind: Namespace
metadata:
  name: shop
  labels:
    pod-security.kubernetes.io/enforce: baseline
---
apiVersion: v1
kind: Pod
metadata:
  name: web
  namespace: shop
spec:
  initContainers:
  - name: redirect
    image: example.com/redirect:1
    restartPolicy: Always
    securityContext:
      capabilities:
        add: [NET_ADMIN]
  containers:
  - name: web
    image: example.com/web:1
`,
    passes: `apiVersion: v1
kind: Namespace
metadata:
  name: shop
  labels:
    pod-security.kubernetes.io/enforce: baseline
---
apiVersion: v1
kind: Pod
metadata:
  name: web
  namespace: shop
spec:
  initContainers:
  - name: redirect
    image: example.com/redirect:1
    restartPolicy: Always
    securityContext:
      capabilities:
        add: [NET_BIND_SERVICE]
  containers:
  - name: web
    image: example.com/web:1
`,
  },
  *check(pod, context) {
    const enforced = enforcedPodSecurity(pod, context);
    if (enforced === undefined || enforced.level === "privileged") return;
    const sidecars = new Set(sidecarsWithInit(pod));
    if (sidecars.size === 0) return;
    for (const breach of podSecurityBreaches(enforced.level, { pod, minor: enforced.minor })) {
      const { containers } = breach;
      if (containers.length === 0 || containers.some((one) => !sidecars.has(one))) continue;
      yield problemOf(breach, enforced);
    }
  },
});

function problemOf(breach: PodSecurityBreach, enforced: EnforcedPodSecurity): Problem {
  const { at, control, subject, what, help, containers } = breach;
  const { level, namespace } = enforced;
  const users = userNames(subject, containers);
  const message = `${subject} breaks the control "${control}" of Pod Security level "${level}": it ${what}${users}`;
  if (namespace === undefined) return { at, message, help };
  const { object } = namespace;
  return {
    at,
    message,
    help,
    pairedWith: object,
    related: [
      {
        at: ["metadata", "labels", ENFORCE_LABEL],
        of: object,
        message: `namespace "${object.name}" enforces the level`,
      },
    ],
  };
}

function userNames(subject: string, containers: readonly Container[]): string {
  const [first, ...others] = containers.map(({ name }) => `"${name}"`);
  // A container's own breach has its name in it already.
  if (first === undefined || subject === `container ${first}`) return "";
  const word = others.length === 0 ? "container" : "containers";
  return `, for ${word} ${listWords([first, ...others])} alone`;
}

export default rule;
