import { defineRule, type Problem, type Rule } from "../lint/rule.ts";
import type { Container, ContainerPort } from "../manifest/pod.ts";

const rule: Rule = defineRule({
  id: "host-network-port",
  severity: "error",
  category: "ports",
  summary: "In the host network, a `hostPort` is the number in `containerPort`.",
  why:
    "With `hostNetwork: true` nothing translates ports. A `hostPort` that differs from `containerPort` is rejected in an app container, and " +
    "in an init container it has no effect.",
  fix: "Set `hostPort` to the number in `containerPort`, or leave it out.",
  links: ["https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/#ports"],
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
    ports:
    - containerPort: 9100
      hostPort: 9200
`,
    passes: `apiVersion: v1
kind: Pod
metadata:
  name: node-agent
spec:
  hostNetwork: true
  containers:
  - name: agent
    image: example.com/agent:1
    ports:
    - containerPort: 9100
      hostPort: 9100
    - containerPort: 9101
`,
  },
  *check(pod) {
    if (!pod.hostNetwork) return;
    for (const container of pod.containers) {
      for (const port of container.ports) {
        if (port.hostPort !== undefined && port.hostPort !== port.number) {
          yield mismatch(container, port);
        }
      }
    }
  },
});

// The API server compares the two for app containers only, and for the others the hostPort has no effect.
function mismatch(container: Container, port: ContainerPort): Problem {
  return {
    at: [...port.at, "hostPort"],
    message: `container "${container.name}" maps port ${port.number} to port ${port.hostPort} of the node, which a pod in the host network cannot do`,
    ...(container.set === "app" ? {} : { severity: "warning" }),
  };
}

export default rule;
