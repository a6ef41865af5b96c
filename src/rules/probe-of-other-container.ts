import { runTogether } from "../lint/containers/lifetime.ts";
import { isPartial } from "../lint/containers/partial-container.ts";
import { endpointsOf } from "../lint/ports/endpoints.ts";
import { mayListen } from "../lint/ports/listeners.ts";
import { declarersOf, declaresTcp, mayProbe } from "../lint/ports/port-claims.ts";
import { isHealthName } from "../lint/ports/port-name.ts";
import { sidecarOf } from "../lint/programs/sidecars.ts";
import { defineRule, type Problem, type Rule } from "../lint/rule.ts";
import type { Container, Pod, PortProbe } from "../manifest/pod.ts";
import { asMap, asString } from "../manifest/value.ts";

const rule: Rule = defineRule({
  id: "probe-of-other-container",
  severity: "warning",
  category: "ports",
  summary: "A probe goes to a port of the container that has it.",
  why:
    "All containers of a pod have one address, so a probe reaches any of them by a number. When the other container fails, the kubelet restarts " +
    "the one that has the probe, and the one at fault runs on.",
  fix: "Move the probe to the container that listens on the port, or declare the port where the probe is.",
  links: ["https://kubernetes.io/docs/concepts/workloads/pods/probes/"],
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
    - containerPort: 8080
  - name: worker
    image: example.com/worker:1
    livenessProbe:
      httpGet:
        path: /healthz
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
    ports:
    - containerPort: 8080
    livenessProbe:
      httpGet:
        path: /healthz
        port: 8080
  - name: worker
    image: example.com/worker:1
`,
  },
  *check(pod) {
    if (pod.containers.length < 2) return;
    for (const container of pod.containers) {
      if (container.set === "init" || isPartial(container)) continue;
      for (const { probe, port } of probedNumbers(container)) {
        const owner = ownerOf(pod, container, port);
        if (owner !== undefined && isAtFault(pod, container, owner, probe)) {
          yield misplaced(container, owner, probe, port);
        }
      }
    }
  },
});

interface ProbedNumber {
  readonly probe: PortProbe;
  readonly port: number;
}

/** Returns each port once, with the first probe of it: those that restart the container come first. */
function probedNumbers({ probes }: Container): readonly ProbedNumber[] {
  const inOrder = [...probes].sort((a, b) => Number(isOfReadiness(a)) - Number(isOfReadiness(b)));
  const byPort = new Map<number, PortProbe>();
  for (const probe of inOrder) {
    const { port, host = "" } = probe;
    if (typeof port === "number" && host === "" && !byPort.has(port)) byPort.set(port, probe);
  }
  return [...byPort].map(([port, probe]) => ({ port, probe }));
}

function isOfReadiness({ kind }: PortProbe): boolean {
  return kind === "readinessProbe";
}

/** Returns the one other container that declares the port, if the prober itself has nothing to do with it. */
function ownerOf(pod: Pod, prober: Container, port: number): Container | undefined {
  if (declaresTcp(prober, port)) return undefined;
  const declarers = declarersOf(pod, port);
  const runsBeside = (other: Container) => runTogether(other, prober);
  const owner = declarers.find(runsBeside);
  // Where several declare it, nobody can tell whose it is.
  if (owner === undefined || owner !== declarers.findLast(runsBeside)) return undefined;
  return mayListen(prober, port) ? undefined : owner;
}

// Whom a proxy stands in front of is rightly probed through it, and so is whom a helper checks the health of.
const FRONT_ROLES: readonly (string | undefined)[] = ["proxy", "mesh", "security"];

function isAtFault(pod: Pod, prober: Container, owner: Container, probe: PortProbe): boolean {
  // `port-conflict` reports a probe that hits an injected container, `sidecar-waits-for-app` one that can never succeed.
  if (!mayProbe(pod, prober, owner) || waitsForever(prober, owner, probe)) return false;
  if (FRONT_ROLES.includes(sidecarOf(pod, owner)?.role)) return false;
  return !isHealthHelper(owner, prober, probe);
}

function waitsForever(prober: Container, owner: Container, { kind }: PortProbe): boolean {
  return prober.set === "native" && owner.set === "app" && kind === "startupProbe";
}

// The CSI liveness probe and the sidecar of kube-dns are such helpers.
function isHealthHelper(owner: Container, prober: Container, probe: PortProbe): boolean {
  const isTold = endpointsOf(owner).some(
    ({ name, port }) => port === probe.port && isHealthName(name),
  );
  const isNamed = owner.ports.some(
    ({ name = "", number }) => number === probe.port && isHealthName(name),
  );
  return isTold || isNamed || pathOf(prober, probe).includes(prober.name);
}

function pathOf({ value }: Container, { kind, handler }: PortProbe): string {
  return asString(asMap(asMap(value[kind])[handler])["path"]) ?? "";
}

function misplaced(prober: Container, owner: Container, probe: PortProbe, port: number): Problem {
  const declared = owner.ports.find(({ number }) => number === port);
  return {
    at: probe.at,
    message: `the ${probe.kind} of container "${prober.name}" goes to port ${port}, which container "${owner.name}" declares`,
    related:
      declared === undefined
        ? []
        : [{ at: [...declared.at, "containerPort"], message: `"${owner.name}" declares it here` }],
    help: `Move the probe to "${owner.name}", or declare port ${port} in "${prober.name}" if that is what listens on it.`,
    // A pod is ready when all containers are, so it hardly matters which one has the probe.
    ...(isOfReadiness(probe) ? { severity: "info" } : {}),
  };
}

export default rule;
