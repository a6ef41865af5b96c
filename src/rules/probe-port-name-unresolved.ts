import { runTogether } from "../lint/containers/lifetime.ts";
import { isPartial } from "../lint/containers/partial-container.ts";
import { type NetworkHandler, networkHandlersOf } from "../lint/lifecycle/handlers.ts";
import { portNameFault } from "../lint/ports/port-name.ts";
import { rawPortsOf } from "../lint/ports/raw-ports.ts";
import { defineRule, type Problem, type Rule } from "../lint/rule.ts";
import type { Container, Pod } from "../manifest/pod.ts";
import { asMap, asString } from "../manifest/value.ts";
import { nearest } from "../text/nearest.ts";

const rule: Rule = defineRule({
  id: "probe-port-name-unresolved",
  severity: "error",
  category: "ports",
  summary: "A probe or hook names a port of its own container.",
  why:
    "The kubelet looks for the name among the ports of the container that has the probe, and nowhere else. If it is not there the probe fails every time: " +
    "the container is restarted or never gets ready. The API server checks only that it could be a name.",
  fix: "Declare a port of that name in the container, or probe the number of the port.",
  links: [
    "https://kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/#use-a-named-port",
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
    ports:
    - name: http
      containerPort: 8080
    livenessProbe:
      httpGet:
        path: /healthz
        port: health
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
      containerPort: 8080
    livenessProbe:
      httpGet:
        path: /healthz
        port: http
`,
  },
  *check(pod) {
    for (const container of pod.containers) {
      if (container.set === "init" || isPartial(container)) continue;
      const handlers = networkHandlersOf(container);
      if (handlers.length === 0) continue;
      const known = namesOf(container);
      for (const handler of handlers) {
        const name = asString(handler.port);
        // A name that cannot be one is the fault that `probe-invalid` reports.
        if (name === undefined || known.includes(name) || portNameFault(name) !== undefined)
          continue;
        yield unresolved({ pod, container, handler, name, known });
      }
    }
  },
});

// Ports that are wrong in another way count: that is a fault of its own.
function namesOf(container: Container): readonly string[] {
  return rawPortsOf(container).flatMap(({ value }) => asString(asMap(value)["name"]) ?? []);
}

interface Unresolved {
  readonly pod: Pod;
  readonly container: Container;
  readonly handler: NetworkHandler;
  readonly name: string;
  readonly known: readonly string[];
}

function unresolved({ pod, container, handler, name, known }: Unresolved): Problem {
  return {
    at: [...handler.at, "port"],
    message: `the ${handler.kind} of container "${container.name}" goes to port "${name}", but the container declares no port of that name`,
    help: helpOf(pod, container, name, known),
    // The container is stopped all the same when the hook before that fails.
    ...(handler.kind === "preStop" ? { severity: "warning" } : {}),
  };
}

function helpOf(pod: Pod, container: Container, name: string, known: readonly string[]): string {
  const owner = pod.containers.find(
    (other) =>
      other !== container && runTogether(container, other) && portNamed(other, name) !== undefined,
  );
  const number = owner === undefined ? undefined : portNamed(owner, name);
  if (owner !== undefined) {
    return `The port "${name}" is one of container "${owner.name}": move the probe there, or name its number, ${number}.`;
  }
  const near = nearest(name, known);
  if (near !== undefined) return `Use "${near}", a port of the container, or declare "${name}".`;
  if (known.length === 0)
    return `Declare a port named "${name}" in the container, or use a number.`;
  const list = known.map((own) => `"${own}"`).join(", ");
  return `Declare a port named "${name}" in the container, or use one that it has: ${list}.`;
}

function portNamed({ ports }: Container, name: string): number | undefined {
  return ports.find((port) => port.name === name)?.number;
}

export default rule;
