import { sidesOf } from "../lint/injected-container.ts";
import { concurrentPairs } from "../lint/lifetime.ts";
import { defineRule, type Rule } from "../lint/rule.ts";

const rule: Rule = defineRule({
  id: "port-name-duplicate",
  severity: "warning",
  category: "ports",
  summary: "A port name stands for one port of the pod.",
  why:
    "A Service that names a port gets the first one of that name and protocol: app containers are searched first, then native sidecars. " +
    "Which one that is changes with the order of the containers. In one container a repeated name is rejected.",
  fix: "Rename one of the ports.",
  links: ["https://kubernetes.io/docs/concepts/services-networking/service/#field-spec-ports"],
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
    - name: metrics
      containerPort: 8080
  - name: exporter
    image: example.com/exporter:1
    ports:
    - name: metrics
      containerPort: 9102
`,
    passes: `apiVersion: v1
kind: Pod
metadata:
  name: dns
spec:
  containers:
  - name: dns
    image: example.com/dns:1
    ports:
    - name: dns
      containerPort: 53
      protocol: UDP
  - name: dns-over-tcp
    image: example.com/dns:1
    ports:
    - name: dns
      containerPort: 53
`,
  },
  *check(pod) {
    for (const container of pod.containers) {
      for (const port of container.ports) {
        const first = container.ports.find(({ name }) => name === port.name);
        if (port.name === undefined || first === undefined || first === port) continue;
        yield {
          at: [...port.at, "name"],
          message: `container "${container.name}" has more than one port of the name "${port.name}"`,
          related: [{ at: [...first.at, "name"], message: "first used here" }],
          severity: "error",
        };
      }
    }
    for (const pair of concurrentPairs(pod.containers)) {
      const [shown, other] = sidesOf(pod, pair);
      for (const port of shown.ports) {
        const rival = other.ports.find(
          ({ name, protocol }) => name === port.name && protocol === port.protocol,
        );
        if (port.name === undefined || rival === undefined) continue;
        yield {
          at: [...port.at, "name"],
          message:
            `containers "${shown.name}" and "${other.name}" both name a port "${port.name}" ` +
            `(${port.number} and ${rival.number})`,
          related: [
            { at: [...rival.at, "name"], message: `container "${other.name}" uses it here` },
          ],
        };
      }
    }
  },
});

export default rule;
