import { endpointsOf } from "../lint/ports/endpoints.ts";
import { knownPorts } from "../lint/programs/known-port.ts";
import { defineRule, type Problem, type Rule } from "../lint/rule.ts";
import type { FieldPath } from "../manifest/field-path.ts";
import type { Container, Pod } from "../manifest/pod.ts";

const SCRAPE = "prometheus.io/scrape";
const PORT = "prometheus.io/port";
const AT: FieldPath = ["metadata", "annotations", PORT];

const rule: Rule = defineRule({
  id: "scrape-port-undeclared",
  severity: "warning",
  category: "ports",
  scope: "lint",
  summary:
    "The annotation `prometheus.io/port` is the number of a port that is open while the pod runs.",
  why:
    "Prometheus puts the annotation into the address that it scrapes, and only where it is a number; the name of a port is passed over, and the port that is declared is scraped in its stead. " +
    "A port of an init container is closed when the pod serves. Numbers that no container declares are left alone, as declaring a port is optional.",
  fix: "Set the annotation to the number of the port on which a container serves its metrics.",
  links: [
    "https://github.com/prometheus/prometheus/blob/main/documentation/examples/prometheus-kubernetes.yml",
  ],
  examples: {
    fails: `apiVersion: v1
kind: Pod
metadata:
  name: web
  annotations:
    prometheus.io/scrape: "true"
    prometheus.io/port: metrics
spec:
  containers:
  - name: web
    image: example.com/web:1
    ports:
    - name: http
      containerPort: 8080
    - name: metrics
      containerPort: 9102
`,
    passes: `apiVersion: v1
kind: Pod
metadata:
  name: web
  annotations:
    prometheus.io/scrape: "true"
    prometheus.io/port: "9102"
spec:
  containers:
  - name: web
    image: example.com/web:1
    ports:
    - name: http
      containerPort: 8080
    - name: metrics
      containerPort: 9102
`,
  },
  *check(pod) {
    const port = pod.annotations[PORT]?.trim();
    if (pod.annotations[SCRAPE] !== "true" || port === undefined || port === "") return;
    // A value to be filled in later: `$(PORT)`, `${PORT}`.
    if (/[${]/.test(port)) return;
    const problem = /^\d+$/.test(port) ? onlyInInit(pod, Number(port)) : noNumber(pod, port);
    if (problem !== undefined) yield problem;
  },
});

function noNumber(pod: Pod, text: string): Problem {
  const ports = pod.containers.flatMap(({ ports }) => ports);
  const named = ports.find(({ name }) => name === text);
  return {
    at: AT,
    message: `the annotation ${PORT} is "${text}", which is no number`,
    ...(named === undefined
      ? {}
      : {
          related: [{ at: [...named.at, "containerPort"], message: "the port of this name" }],
          help: `Set the annotation to "${named.number}".`,
        }),
  };
}

function onlyInInit(pod: Pod, port: number): Problem | undefined {
  const users = pod.containers.filter((container) => uses(container, port));
  const [init] = users;
  const declared = init?.ports.find(({ number }) => number === port);
  if (init === undefined || declared === undefined) return undefined;
  if (users.some(({ set }) => set !== "init")) return undefined;
  return {
    at: AT,
    message: `the annotation ${PORT} is ${port}, which only the init container "${init.name}" declares`,
    related: [
      {
        at: [...declared.at, "containerPort"],
        message: "the port is closed when this has ended",
      },
    ],
  };
}

function uses(container: Container, port: number): boolean {
  return (
    container.ports.some(({ number }) => number === port) ||
    (container.set !== "init" &&
      (knownPorts(container).includes(port) ||
        container.probes.some((probe) => probe.port === port) ||
        endpointsOf(container).some((one) => one.use === "listen" && one.port === port)))
  );
}

export default rule;
