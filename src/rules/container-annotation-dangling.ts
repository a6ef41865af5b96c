import { containerNames } from "../lint/containers/container-names.ts";
import { podSpec } from "../lint/containers/pod-spec.ts";
import { mayComeFromWebhook } from "../lint/containers/webhook-container.ts";
import { defineRule, type Problem, type Rule } from "../lint/rule.ts";
import type { Container, Pod } from "../manifest/pod.ts";
import { asMap } from "../manifest/value.ts";
import { nearest } from "../text/nearest.ts";

const APP_ARMOR = "container.apparmor.security.beta.kubernetes.io/";
const SECCOMP = "container.seccomp.security.alpha.kubernetes.io/";

// https://github.com/kubernetes/kubernetes/blob/master/pkg/api/pod/warnings.go: "non-functional in v1.27+"
const SECCOMP_IGNORED = 27;

const rule: Rule = defineRule({
  id: "container-annotation-dangling",
  severity: "error",
  category: "names",
  summary: "A security annotation for one container names a container of the pod and is in force.",
  why:
    "The API server rejects an AppArmor annotation for a container that the pod does not have. A seccomp annotation is never rejected, " +
    "but nothing reads it since Kubernetes 1.27: the container runs without the profile.",
  fix: "Correct the name of the container in the annotation, or use the field of `securityContext` instead: `seccompProfile`, or since Kubernetes 1.30 `appArmorProfile`.",
  links: [
    "https://kubernetes.io/docs/tutorials/security/apparmor/",
    "https://kubernetes.io/docs/tutorials/security/seccomp/",
  ],
  examples: {
    fails: `apiVersion: v1
kind: Pod
metadata:
  name: web
  annotations:
    container.apparmor.security.beta.kubernetes.io/app: runtime/default
spec:
  containers:
  - name: web
    image: example.com/web:1
`,
    passes: `apiVersion: v1
kind: Pod
metadata:
  name: web
  annotations:
    container.apparmor.security.beta.kubernetes.io/web: runtime/default
spec:
  containers:
  - name: web
    image: example.com/web:1
`,
  },
  *check(pod, { kubeMinor }) {
    for (const key of Object.keys(pod.annotations)) {
      if (key.startsWith(APP_ARMOR)) yield* dangling(pod, key, APP_ARMOR);
      if (!key.startsWith(SECCOMP)) continue;
      yield* dangling(pod, key, SECCOMP);
      if (kubeMinor >= SECCOMP_IGNORED) yield* ignored(pod, key);
    }
  },
});

function dangling(pod: Pod, key: string, prefix: string): readonly Problem[] {
  const name = key.slice(prefix.length);
  const names = containerNames(pod);
  if (names.has(name) || mayComeFromWebhook(name)) return [];
  const near = nearest(name, names);
  return [
    {
      at: ["metadata", "annotations", key],
      message: `the annotation "${key}" is for container "${name}", which the pod does not have`,
      ...(prefix === SECCOMP ? { severity: "warning" } : {}),
      ...(near === undefined ? {} : { help: `Change the name to "${near}", if that is meant.` }),
    },
  ];
}

function ignored(pod: Pod, key: string): readonly Problem[] {
  const container = pod.containers.find(({ name }) => name === key.slice(SECCOMP.length));
  if (container === undefined || hasProfile(pod, container)) return [];
  return [
    {
      at: ["metadata", "annotations", key],
      message: `the annotation "${key}" has no effect since Kubernetes 1.${SECCOMP_IGNORED}`,
      severity: "warning",
      help: `Set securityContext.seccompProfile of container "${container.name}" instead.`,
    },
  ];
}

function hasProfile(pod: Pod, container: Container): boolean {
  return [container.value, podSpec(pod)].some(
    ({ securityContext }) => asMap(securityContext)["seccompProfile"] !== undefined,
  );
}

export default rule;
