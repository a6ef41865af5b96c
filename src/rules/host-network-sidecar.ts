import { containersOf } from "../lint/containers/injected-container.ts";
import { defineRule, type Rule } from "../lint/rule.ts";
import { listWords } from "../text/list-words.ts";

const rule: Rule = defineRule({
  id: "host-network-sidecar",
  severity: "info",
  category: "ports",
  summary: "In the host network, a sidecar takes no port that another pod of the node needs.",
  why:
    "With `hostNetwork: true` the ports of a sidecar are ports of the node. Two pods that get the same sidecar cannot run on one node: " +
    "the second one stays pending, or its sidecar fails to listen.",
  fix: "Make sure that no other pod in the host network uses the port, or give the sidecar another one.",
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
  - name: exporter
    image: example.com/exporter:1
    ports:
    - containerPort: 9102
`,
    passes: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
  - name: web
    image: example.com/web:1
  - name: exporter
    image: example.com/exporter:1
    ports:
    - containerPort: 9102
`,
    injected: [
      {
        template: "exporter",
        role: "monitoring",
        lifecycle: "classic",
        containers: ["exporter"],
        shared: [],
      },
    ],
  },
  *check(pod) {
    if (!pod.hostNetwork) return;
    for (const sidecar of pod.injected) {
      for (const container of containersOf(pod, sidecar)) {
        const [first, ...others] = container.ports;
        if (first === undefined) continue;
        const ports = container.ports.map(({ number, protocol }) => `${number}/${protocol}`);
        yield {
          at: [...first.at, "containerPort"],
          message:
            `container "${container.name}" of sidecar "${sidecar.template}" takes ` +
            `${others.length === 0 ? "port" : "ports"} ${listWords(ports)} ` +
            "of every node that it runs on, as the pod is in the host network",
        };
      }
    }
  },
});

export default rule;
