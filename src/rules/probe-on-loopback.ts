import { runTogether } from "../lint/containers/lifetime.ts";
import { isLoopback } from "../lint/ports/host-address.ts";
import { listenersOf, sourceOf } from "../lint/ports/listeners.ts";
import { declaresTcp } from "../lint/ports/port-claims.ts";
import { programOf, requestedPrograms } from "../lint/programs/find-program.ts";
import { defineRule, type Problem, type Rule } from "../lint/rule.ts";
import type { Container, Pod, PortProbe } from "../manifest/pod.ts";

const rule: Rule = defineRule({
  id: "probe-on-loopback",
  severity: "warning",
  category: "ports",
  summary: "A probe goes to a port that is open on the address of the pod.",
  why:
    "The kubelet connects from the node to the address of the pod. A port that is open on localhost only is closed for it, and with `host: localhost` " +
    "it tries a port of the node instead. The probe fails every time. In the host network localhost is the node's, and such probes work.",
  fix: "Let the container listen on all addresses (`0.0.0.0`), or use an exec probe, which runs in the container.",
  links: [
    "https://kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/#http-probes",
  ],
  examples: {
    fails: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
  - name: web
    image: example.com/web:1
    args: ["--listen-address=127.0.0.1:8080"]
    readinessProbe:
      httpGet:
        path: /ready
        port: 8080
`,
    passes: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
  - name: web
    image: example.com/web:1
    args: ["--listen-address=0.0.0.0:8080"]
    readinessProbe:
      httpGet:
        path: /ready
        port: 8080
`,
  },
  *check(pod) {
    if (pod.hostNetwork) return;
    for (const container of pod.containers) {
      if (container.set === "init" || container.probes.length === 0) continue;
      yield* container.probes
        .filter(({ host = "" }) => isLoopback(host))
        .map((probe) => ofNode(container, probe));
      for (const [port, probe] of probedPorts(container)) {
        yield* ofPod(pod, container, port, probe);
      }
    }
  },
});

function ofNode({ name }: Container, { at, kind, host }: PortProbe): Problem {
  return {
    at: [...at.slice(0, -1), "host"],
    message: `the ${kind} of container "${name}" goes to ${host}, which is the node here, not the pod`,
    help: "Remove host: without it the kubelet connects to the address of the pod.",
  };
}

// The port is at fault, not the probe, so each counts once.
function probedPorts(container: Container): ReadonlyMap<number, PortProbe> {
  const byPort = new Map<number, PortProbe>();
  for (const probe of container.probes) {
    const port = numberOf(container, probe);
    if (port === undefined || (probe.host ?? "") !== "" || byPort.has(port)) continue;
    byPort.set(port, probe);
  }
  return byPort;
}

function* ofPod(pod: Pod, container: Container, port: number, probe: PortProbe): Iterable<Problem> {
  const listeners = listenersOf(container).filter(
    (listener) => listener.port === port && listener.protocol === "TCP",
  );
  const [first] = listeners;
  if (first === undefined || listeners.some(({ host }) => host === "any")) return;
  if (isOpenElsewhere(pod, container, port) || hasMesh(pod)) return;
  yield {
    at: probe.at,
    message: `the ${probe.kind} of container "${container.name}" goes to port ${port}, which is open on localhost only${sourceOf(first)}`,
    related: [{ at: first.at, message: "the address comes from here" }],
  };
}

function numberOf({ ports }: Container, { port }: PortProbe): number | undefined {
  return typeof port === "number" ? port : ports.find(({ name }) => name === port)?.number;
}

// A proxy may be on the same port of the pod's address.
function isOpenElsewhere(pod: Pod, container: Container, port: number): boolean {
  return pod.containers.some(
    (other) =>
      other !== container &&
      runTogether(other, container) &&
      (declaresTcp(other, port) || listenersOf(other).some((listener) => listener.port === port)),
  );
}

// Istio and others send probes through their proxy, which is in the pod.
function hasMesh(pod: Pod): boolean {
  const programs = [
    ...requestedPrograms(pod),
    ...pod.containers.flatMap((container) => programOf(container) ?? []),
  ];
  return programs.some(({ role }) => role === "mesh");
}

export default rule;
