import { takeSameHostPort } from "../lint/ports/host-port.ts";
import { rivalsIn } from "../lint/ports/rivals.ts";
import { defineRule, type Problem, type Rule } from "../lint/rule.ts";
import type { Container, ContainerPort } from "../manifest/pod.ts";

const rule: Rule = defineRule({
  id: "host-port-conflict",
  severity: "error",
  category: "ports",
  summary: "Containers that run at the same time take different ports of the node.",
  why:
    "A port of the node leads to one container only. The API server compares the texts of `hostIP` among app containers, so " +
    "it misses native sidecars and an address that is left out (`0.0.0.0`, `::`), which means every address of the node.",
  fix: "Give one of them another `hostPort`, or none: a Service reaches a pod without.",
  links: ["https://kubernetes.io/docs/concepts/configuration/overview/"],
  examples: {
    fails: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  initContainers:
  - name: agent
    image: example.com/agent:1
    restartPolicy: Always
    ports:
    - containerPort: 9000
      hostPort: 80
  containers:
  - name: web
    image: example.com/web:1
    ports:
    - containerPort: 8080
      hostPort: 80
      hostIP: 10.0.0.1
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
      hostPort: 80
      hostIP: 10.0.0.1
  - name: admin
    image: example.com/admin:1
    ports:
    - containerPort: 9000
      hostPort: 80
      hostIP: 10.0.0.2
`,
  },
  *check(pod) {
    // There `hostPort` has to be the container's own port: `host-network-port` and `port-conflict` see to it.
    if (pod.hostNetwork) return;
    for (const container of pod.containers) {
      for (const [port, earlier] of takenTwice(container.ports)) {
        yield problem([container, port], [container, earlier]);
      }
    }
    const held = pod.containers.flatMap((container) =>
      container.ports.map((port) => ({ container, port })),
    );
    // One finding for a port of a container, whatever the number of those that it conflicts with.
    const conflicts = rivalsIn(pod, held, {
      keyOf: ({ port }) => keyOf(port),
      clash: (one, other) => takeSameHostPort(one.port, other.port),
    });
    for (const [shown, rival] of conflicts) {
      yield problem([shown.container, shown.port], [rival.container, rival.port]);
    }
  },
});

/** Returns the ports of a container that take what an earlier one of it takes, each with the first of those. */
function takenTwice(
  ports: readonly ContainerPort[],
): readonly (readonly [ContainerPort, ContainerPort])[] {
  const earlier = new Map<string, ContainerPort[]>();
  return ports.flatMap((port) => {
    const key = keyOf(port);
    if (key === undefined) return [];
    const before = earlier.get(key) ?? [];
    const first = before.find((other) => takeSameHostPort(port, other));
    earlier.set(key, before);
    before.push(port);
    return first === undefined ? [] : [[port, first] as const];
  });
}

function keyOf({ hostPort, protocol }: ContainerPort): string | undefined {
  return hostPort === undefined ? undefined : `${hostPort}/${protocol}`;
}

type Side = readonly [Container, ContainerPort];

function problem([container, port]: Side, [other, rival]: Side): Problem {
  const who =
    container === other
      ? `container "${container.name}" takes`
      : `containers "${container.name}" and "${other.name}" both take`;
  const twice = container === other ? " more than once" : "";
  return {
    at: [...port.at, "hostPort"],
    message: `${who} ${hostPortText(port)}${twice}`,
    related: [
      {
        at: [...rival.at, "hostPort"],
        message: `container "${other.name}" takes ${hostPortText(rival)} here`,
      },
    ],
  };
}

function hostPortText({ hostPort, protocol, hostIP }: ContainerPort): string {
  return `port ${hostPort}/${protocol} of the node${hostIP ? ` at ${hostIP}` : ""}`;
}

export default rule;
