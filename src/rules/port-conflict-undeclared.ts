import { nextFreePort, usedPorts } from "../lint/ports/free-port.ts";
import { type Listener, sourceOf } from "../lint/ports/listeners.ts";
import { type OpenPort, openPortsOf } from "../lint/ports/open-ports.ts";
import { claimsOf } from "../lint/ports/port-claims.ts";
import { isHealthName } from "../lint/ports/port-name.ts";
import { rivalsIn } from "../lint/ports/rivals.ts";
import { programOf, requestedPrograms, requestsFor } from "../lint/programs/find-program.ts";
import { openOnRequest } from "../lint/programs/known-port.ts";
import type { KnownProgram } from "../lint/programs/known-program.ts";
import { defineRule, type Problem, type Rule } from "../lint/rule.ts";
import type { FieldPath } from "../manifest/field-path.ts";
import type { Container, Pod } from "../manifest/pod.ts";
import { groupBy } from "../text/group-by.ts";

const rule: Rule = defineRule({
  id: "port-conflict-undeclared",
  severity: "warning",
  category: "ports",
  pitfall: "equal ports",
  summary:
    "A port that a container listens on without declaring it is no port of another container.",
  why:
    "Declaring a port is optional: a container listens on what its arguments, variables and defaults say. The containers of a pod share one network " +
    'namespace, so the second one to listen on a port fails ("address already in use"), also where one of them listens on localhost alone. ' +
    "Kubernetes sees the declared ports only and says nothing.",
  fix: "Let one of the two listen on another port, or declare the port on the container that listens on it.",
  links: ["https://kubernetes.io/docs/concepts/workloads/pods/#pod-networking"],
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
  - name: exporter
    image: example.com/exporter:1
    args: ["--web.listen-address=:8080"]
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
  - name: exporter
    image: example.com/exporter:1
    args: ["--web.listen-address=:9102"]
`,
  },
  *check(pod) {
    if (pod.containers.length < 2 && requestedPrograms(pod).length === 0) return;
    const opened = pod.containers.flatMap(openPortsOf);
    // What is declared alone is in nobody's way here, so a port that all declare needs no looking at.
    const undeclared = new Set(opened.filter(({ isDeclared }) => !isDeclared).map(portText));
    // One finding for a port of a container, whatever the number of those that it conflicts with.
    const rivals = rivalsIn(pod, opened, {
      keyOf: (open) => (undeclared.has(portText(open)) ? portText(open) : undefined),
      // Two of one name are one container that is there twice: `container-name-duplicate`.
      sideOf: ({ container }) => container.name,
      clash,
    });
    const clashes = rivals
      .map(([port, rival]) => ({ port, rival }))
      .filter(({ port, rival }) => !isReported(pod, port, rival));
    for (const ofPair of groupBy(clashes, pairText).values()) {
      const [first, ...rest] = ofPair.filter(isOfOneProgram);
      // A mesh that is there twice is reported as such: `sidecar-duplicate`.
      if (first !== undefined && programOf(first.port.container)?.role !== "mesh") {
        yield programTwice(pod, first, rest);
      }
      const others = ofPair.filter((one) => !isOfOneProgram(one));
      yield* others.map(({ port, rival }) => conflict(pod, port, rival));
    }
    for (const port of opened) yield* conflictsOnRequest(pod, port);
  },
});

function portText({ port, protocol }: OpenPort): string {
  return `${port}/${protocol}`;
}

/** Names the two containers of a clash. */
function pairText({ port, rival }: Clash): string {
  return [port, rival].map(({ container }) => container.at.join(".")).join(" ");
}

interface Clash {
  readonly port: OpenPort;
  readonly rival: OpenPort;
}

function clash(a: OpenPort, b: OpenPort): boolean {
  if (a.isDeclared && b.isDeclared) return false;
  if (isSharedVariable(a, b) || isSharedVariable(b, a)) return false;
  return isCertain(a, b) && isCertain(b, a);
}

// What only declares a port may listen on one address of the pod alone, beside a listener on localhost, or may declare
// the port of a helper that checks its health.
function isCertain(a: OpenPort, b: OpenPort): boolean {
  if (a.listener !== undefined || b.listener === undefined) return true;
  return b.host === "any" && !isHealthFlag(b.listener);
}

// https://github.com/kubernetes-csi/livenessprobe: the driver declares and is probed on the port of its helper.
function isHealthFlag({ source }: Listener): boolean {
  return "flag" in source && isHealthName(source.flag);
}

// A variable that both containers are given with one value is rarely meant for both.
function isSharedVariable(
  { listener, container: own }: OpenPort,
  { container }: OpenPort,
): boolean {
  if (listener === undefined || !("variable" in listener.source)) return false;
  const { variable } = listener.source;
  const valueIn = ({ env }: Container) => env.find(({ name }) => name === variable)?.value;
  return valueIn(container) !== undefined && valueIn(container) === valueIn(own);
}

function isReported(pod: Pod, a: OpenPort, b: OpenPort): boolean {
  const claims = (open: OpenPort) =>
    claimsOf(pod, open.container).some(
      ({ port, protocol }) => port === open.port && protocol === open.protocol,
    );
  return claims(a) && claims(b);
}

function isOfOneProgram({ port, rival }: Clash): boolean {
  const [own, other] = [port, rival].map(({ isDeclared, listener }) =>
    !isDeclared && listener !== undefined && "program" in listener.source
      ? listener.source.program
      : undefined,
  );
  return own !== undefined && own === other;
}

// All ports of a program that is there twice are one fault.
function programTwice(pod: Pod, first: Clash, rest: readonly Clash[]): Problem {
  const { port, rival } = first;
  const ports = [first, ...rest].map(({ port }) => portText(port));
  const program = programOf(port.container)?.name ?? "one program";
  return {
    at: port.at,
    message: `containers "${port.container.name}" and "${rival.container.name}" both run ${program}, which listens on port ${ports.join(", ")} by default`,
    related: [{ at: rival.at, message: `container "${rival.container.name}" runs it too` }],
    help: helpOf(pod, port),
  };
}

function conflict(pod: Pod, shown: OpenPort, rival: OpenPort): Problem {
  const [subject, object] = shown.isDeclared ? [rival, shown] : [shown, rival];
  const verb = object.isDeclared ? "declares" : `listens on too${sourceText(object)}`;
  const port = `port ${subject.port}/${subject.protocol}`;
  return {
    at: shown.at,
    message: `container "${subject.container.name}" listens on ${port}${sourceText(subject)}, which container "${object.container.name}" ${verb}`,
    related: [
      {
        at: rival.at,
        message: `container "${rival.container.name}" ${rival.isDeclared ? "declares" : "listens on"} it here`,
      },
    ],
    help: helpOf(pod, subject),
  };
}

function sourceText({ listener }: OpenPort): string {
  return listener === undefined ? "" : sourceOf(listener);
}

function helpOf(pod: Pod, { port, listener }: OpenPort): string {
  const free = nextFreePort(port + 1, usedPorts(pod));
  const source = listener?.source;
  const settings = source !== undefined && "movedBy" in source ? source.movedBy : [];
  const setting = settings.find((name) => /port|addr|listen/i.test(name));
  return setting === undefined
    ? `Let one of the two listen on another port; ${free} is free in this pod.`
    : `Set another port with ${setting}, such as ${free}, which is free in this pod; or let the other container listen elsewhere.`;
}

function* conflictsOnRequest(pod: Pod, open: OpenPort): Iterable<Problem> {
  // Injectors leave pods in the host network alone.
  if (pod.hostNetwork || open.container.set === "init") return;
  for (const program of requestedPrograms(pod)) {
    if (pod.containers.some((container) => programOf(container) === program)) continue;
    const ports = openOnRequest(pod, program);
    const taken = ports.find(
      ({ port, protocol = "TCP" }) => port === open.port && protocol === open.protocol,
    );
    const [request] = requestsFor(pod, program);
    if (taken === undefined || request === undefined) continue;
    if (taken.host === "loopback" && open.host !== "any") continue;
    yield reserved(open, program, request);
  }
}

function reserved(open: OpenPort, { name }: KnownProgram, request: FieldPath): Problem {
  const verb = open.isDeclared ? "declares" : "listens on";
  return {
    at: open.at,
    message: `container "${open.container.name}" ${verb} port ${open.port}/${open.protocol}, which ${name} takes once it is added to the pod`,
    related: [{ at: request, message: `${name} is asked for here` }],
    help: `Let "${open.container.name}" listen on another port.`,
  };
}

export default rule;
