import { takeSameHostPort } from "../lint/ports/host-port.ts";
import { defineRule, type Rule } from "../lint/rule.ts";
import type { Container, ContainerPort, Pod } from "../manifest/pod.ts";
import { groupBy } from "../text/group-by.ts";

const rule: Rule = defineRule({
  id: "port-duplicate",
  severity: "warning",
  category: "ports",
  summary: "A container declares each port once.",
  why:
    "Ports are keyed by number and protocol: `kubectl apply` drops one of two equal entries without a word, " +
    "and server-side apply refuses the object. With `hostNetwork` the API server accepts the workload and rejects every pod of it, as each port is one of the node.",
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
      for (const [first, repeated] of repeatedPorts(pod, container)) {
        yield {
          at: [...repeated.at, "containerPort"],
          message: `container "${container.name}" declares port ${first.number}/${first.protocol} more than once`,
          related: [{ at: [...first.at, "containerPort"], message: "first declared here" }],
          ...(isRejected(pod, first, repeated) ? { severity: "error" as const } : {}),
        };
      }
    }
  },
});

// What takes a port of the node twice is left to `host-port-conflict`, which looks at pods outside the host network.
function isRepeated({ hostNetwork }: Pod, a: ContainerPort, b: ContainerPort): boolean {
  return keyOf(a) === keyOf(b) && (hostNetwork || !takeSameHostPort(a, b));
}

// The API server compares the texts of `hostIP` (`AccumulateUniqueHostPorts`), after it has set `hostPort`.
function isRejected({ hostNetwork }: Pod, a: ContainerPort, b: ContainerPort): boolean {
  return hostNetwork && (a.hostIP ?? "") === (b.hostIP ?? "");
}

function repeatedPorts(
  pod: Pod,
  { ports }: Container,
): readonly (readonly [ContainerPort, ContainerPort])[] {
  const ranked = ports.map((port, index) => ({ port, index }));
  const groups = groupBy(ranked, ({ port }) => keyOf(port));
  return ranked.flatMap(({ port, index }) => {
    const second = groups
      .get(keyOf(port))
      ?.find((other) => other.index !== index && isRepeated(pod, port, other.port));
    // Of those that are one port, the first speaks for all of them.
    return second === undefined || second.index < index ? [] : [[port, second.port] as const];
  });
}

function keyOf({ number, protocol }: ContainerPort): string {
  return `${number}/${protocol}`;
}

export default rule;
