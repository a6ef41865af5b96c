import { podSpec } from "../lint/containers/pod-spec.ts";
import { defineRule, type Problem, type Rule } from "../lint/rule.ts";
import {
  containerField,
  effectiveField,
  podField,
  type SecurityField,
} from "../lint/security/security-context.ts";
import type { Container, Pod } from "../manifest/pod.ts";

const rule: Rule = defineRule({
  id: "host-process-mixed",
  severity: "error",
  category: "security",
  summary:
    "In a pod with a HostProcess container, all containers are HostProcess containers, and the pod is in the host network.",
  why:
    "A HostProcess container is a process of the Windows node itself, which has no pod around it. The API server rejects a pod that has other containers beside it, sidecars and init containers included, " +
    "one that lacks `hostNetwork: true`, and one where `hostProcess` of the pod and of a container differ (`validateWindowsHostProcessPod`).",
  fix: "Set `windowsOptions.hostProcess: true` and `hostNetwork: true` for the whole pod, or move the other containers to another pod.",
  links: ["https://kubernetes.io/docs/tasks/configure-pod-container/create-hostprocess-pod/"],
  examples: {
    fails: `apiVersion: v1
kind: Pod
metadata:
  name: node-agent
spec:
  hostNetwork: true
  containers:
  - name: agent
    image: example.com/agent:1
    securityContext:
      windowsOptions:
        hostProcess: true
  - name: logger
    image: example.com/logger:1
`,
    passes: `apiVersion: v1
kind: Pod
metadata:
  name: node-agent
spec:
  hostNetwork: true
  securityContext:
    windowsOptions:
      hostProcess: true
  containers:
  - name: agent
    image: example.com/agent:1
  - name: logger
    image: example.com/logger:1
`,
  },
  *check(pod) {
    const host = pod.containers.flatMap((container) => {
      const field = effectiveField(pod, container, "windowsOptions", "hostProcess");
      return field?.value === true ? [{ container, field }] : [];
    });
    const [first] = host;
    if (first === undefined) return;
    for (const container of pod.containers) {
      if (host.some((one) => one.container === container)) continue;
      yield notHostProcess(container, first.container, first.field);
    }
    yield* differing(pod);
    if (!pod.hostNetwork) yield notInHostNetwork(pod, first.container, first.field);
  },
});

function notHostProcess(container: Container, other: Container, field: SecurityField): Problem {
  const own = containerField(container, "windowsOptions", "hostProcess");
  return {
    at: own?.at ?? [...container.at, "name"],
    message: `container "${container.name}" is not a HostProcess container, but container "${other.name}" is`,
    related: [{ at: field.at, message: `hostProcess of the ${field.of}` }],
  };
}

// The other way round, the container is one that is not a HostProcess container.
function* differing(pod: Pod): Iterable<Problem> {
  const ofPod = podField(pod, "windowsOptions", "hostProcess");
  if (ofPod?.value !== false) return;
  for (const container of pod.containers) {
    const own = containerField(container, "windowsOptions", "hostProcess");
    if (own?.value !== true) continue;
    yield {
      at: own.at,
      message: `hostProcess is true for container "${container.name}", but false for the pod`,
      related: [{ at: ofPod.at, message: "hostProcess of the pod" }],
      help: "Set `windowsOptions.hostProcess` of the pod to true, or remove it there.",
    };
  }
}

function notInHostNetwork(pod: Pod, { name }: Container, field: SecurityField): Problem {
  const isWritten = podSpec(pod)["hostNetwork"] !== undefined;
  return {
    at: isWritten ? ["spec", "hostNetwork"] : field.at,
    message: `container "${name}" is a HostProcess container, but hostNetwork is not true`,
    ...(isWritten
      ? { related: [{ at: field.at, message: `hostProcess of the ${field.of}` }] }
      : {}),
    help: "Set `hostNetwork: true` in the pod's spec.",
  };
}

export default rule;
