import { defineRule, type Rule } from "../lint/rule.ts";
import type { Container, ContainerPort } from "../manifest/pod.ts";

const rule: Rule = defineRule({
  id: "port-duplicate",
  severity: "warning",
  category: "ports",
  summary: "A container declares each port once.",
  why:
    "Ports are keyed by number and protocol: `kubectl apply` drops one of two equal entries without a word, " +
    "and server-side apply refuses the object. With `hostNetwork` every pod is rejected.",
  fix: "Keep one entry; a second name for a port belongs in the Service.",
  links: ["https://github.com/kubernetes/kubernetes/issues/113482"],
  examples: {
    fails: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
  - name: web
    image: example.com/web:1
    ports:
    - name: http
      containerPort: 8080
    - name: metrics
      containerPort: 8080
`,
    passes: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
  - name: web
    image: example.com/web:1
    ports:
    - name: http
      containerPort: 8443
    - name: http3
      containerPort: 8443
      protocol: UDP
`,
  },
  *check(pod) {
    for (const container of pod.containers) {
      for (const [first, repeated] of repeatedPorts(container)) {
        yield {
          at: [...repeated.at, "containerPort"],
          message: `container "${container.name}" declares port ${first.number}/${first.protocol} more than once`,
          related: [{ at: [...first.at, "containerPort"], message: "first declared here" }],
          ...(pod.hostNetwork ? { severity: "error" as const } : {}),
        };
      }
    }
  },
});

function repeatedPorts({ ports }: Container): readonly (readonly [ContainerPort, ContainerPort])[] {
  const isSame = (a: ContainerPort, b: ContainerPort) =>
    a.number === b.number && a.protocol === b.protocol;
  return ports.flatMap((port) => {
    const same = ports.filter((other) => isSame(port, other));
    const [first, second] = same;
    return first === port && second !== undefined ? [[first, second] as const] : [];
  });
}

export default rule;
