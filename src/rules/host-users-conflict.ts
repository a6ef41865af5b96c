import { podSpec } from "../lint/containers/pod-spec.ts";
import { defineRule, type Problem, type Rule } from "../lint/rule.ts";
import type { FieldPath } from "../manifest/field-path.ts";
import type { Pod } from "../manifest/pod.ts";

// Before, the API server drops `hostUsers` unless a feature gate that is off by default is on:
// https://github.com/kubernetes/enhancements/tree/master/keps/sig-node/127-user-namespaces
const FIRST_ON = 33;

// Since then `validateHostUsers` looks at block devices too.
const FIRST_WITHOUT_DEVICES = 34;

const rule: Rule = defineRule({
  id: "host-users-conflict",
  severity: "error",
  category: "security",
  summary:
    "A pod with a user namespace of its own shares no other namespace of the node, and has no block devices.",
  why:
    "With `hostUsers: false`, root in the pod is nobody on the node. The API server rejects such a pod if it is in the network, process or IPC namespace of the node, " +
    "or (from Kubernetes 1.34 on) if one of its containers, sidecars included, has `volumeDevices`. Up to 1.32 it ignores `hostUsers` unless the feature gate UserNamespacesSupport is on.",
  fix: "Remove `hostUsers: false`, or what cannot be together with it.",
  links: ["https://kubernetes.io/docs/concepts/workloads/pods/user-namespaces/"],
  examples: {
    fails: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  hostUsers: false
  hostPID: true
  containers:
  - name: web
    image: example.com/web:1
`,
    passes: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  hostUsers: false
  containers:
  - name: web
    image: example.com/web:1
`,
  },
  *check(pod, { kubeMinor }) {
    if (podSpec(pod)["hostUsers"] !== false) return;
    for (const { at, message } of [...sharedNamespaces(pod), ...blockDevices(pod, kubeMinor)]) {
      yield problem(at, message, kubeMinor);
    }
  },
});

interface Rival {
  readonly at: FieldPath;
  readonly message: string;
}

function problem(at: FieldPath, message: string, kubeMinor: number): Problem {
  return {
    at,
    message,
    related: [{ at: ["spec", "hostUsers"], message: "hostUsers is false here" }],
    ...(kubeMinor < FIRST_ON ? { severity: "warning" } : {}),
  };
}

function sharedNamespaces(pod: Pod): readonly Rival[] {
  const spec = podSpec(pod);
  return ["hostNetwork", "hostPID", "hostIPC"]
    .filter((key) => spec[key] === true)
    .map((key) => ({ at: ["spec", key], message: `${key} is true, but hostUsers is false` }));
}

function blockDevices(pod: Pod, kubeMinor: number): readonly Rival[] {
  if (kubeMinor < FIRST_WITHOUT_DEVICES) return [];
  return pod.containers
    .filter(({ devices }) => devices.length > 0)
    .map(({ at, name }) => ({
      at: [...at, "volumeDevices"],
      message: `container "${name}" has volumeDevices, but hostUsers is false`,
    }));
}

export default rule;
