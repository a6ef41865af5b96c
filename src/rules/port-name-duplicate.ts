import { injectedAs } from "../lint/containers/injected-container.ts";
import { rivalsIn } from "../lint/ports/rivals.ts";
import { defineRule, type Problem, type Rule, type RuleContext } from "../lint/rule.ts";
import { isSearched, type Target } from "../lint/services/target-port.ts";
import type { Container, ContainerPort, Pod } from "../manifest/pod.ts";
import { groupBy } from "../text/group-by.ts";

const rule: Rule = defineRule({
  id: "port-name-duplicate",
  severity: "warning",
  category: "ports",
  summary: "A port name stands for one port of the pod.",
  why:
    "A Service that names a port gets the first one of that name and protocol: app containers are searched first, then native sidecars. " +
    "Which one that is changes with the order of the containers. In one container a repeated name is rejected. " +
    "Between containers that the manifest itself has, it is for information only: a PodMonitor of Prometheus, for one, scrapes all ports of a name.",
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
  *check(pod, context) {
    yield* inOneContainer(pod);
    const held = pod.containers.flatMap((container) =>
      container.ports.map((port) => ({ container, port })),
    );
    // One finding for a port, whatever the number of containers that have its name as well.
    const byName = groupBy(held, ({ port }) => nameOf(port));
    const clashing = new Set(
      held.flatMap(({ port }) =>
        byName.get(nameOf(port))?.[0]?.port.number === port.number ? [] : [nameOf(port)],
      ),
    );
    const conflicts = rivalsIn(pod, held, {
      keyOf: ({ port }) =>
        port.name !== undefined && clashing.has(nameOf(port)) ? nameOf(port) : undefined,
      // Of one number, the name means one thing, and port-conflict has its say.
      clash: (one, other) => one.port.number !== other.port.number,
    });
    for (const [{ container: shown, port }, { container: other, port: rival }] of conflicts) {
      // What a Service makes of the name is for service-target-port-ambiguous to say.
      const areForService = [shown, other].every(({ set }) => isSearched(set, context.kubeMinor));
      const target = { ...port, targetPort: port.name ?? "" };
      if (areForService && isTarget(pod, target, context)) continue;
      yield inTwoContainers(pod, [shown, port], [other, rival]);
    }
  },
});

function nameOf({ name = "", protocol }: ContainerPort): string {
  return `${name}/${protocol}`;
}

type Side = readonly [Container, ContainerPort];

function* inOneContainer(pod: Pod): Generator<Problem> {
  for (const container of pod.containers) {
    const byName = groupBy(container.ports, ({ name = "" }) => name);
    for (const port of container.ports) {
      const [first] = byName.get(port.name ?? "") ?? [];
      if (port.name === undefined || first === undefined || first === port) continue;
      yield {
        at: [...port.at, "name"],
        message: `container "${container.name}" has more than one port of the name "${port.name}"`,
        related: [{ at: [...first.at, "name"], message: "first used here" }],
        severity: "error",
      };
    }
  }
}

function inTwoContainers(pod: Pod, [shown, port]: Side, [other, rival]: Side): Problem {
  const isNew = [shown, other].some((container) => injectedAs(pod, container) !== undefined);
  return {
    at: [...port.at, "name"],
    message:
      `containers "${shown.name}" and "${other.name}" both name a port "${port.name}" ` +
      `(${port.number} and ${rival.number})`,
    related: [{ at: [...rival.at, "name"], message: `container "${other.name}" uses it here` }],
    // Who writes such containers side by side may mean it: a PodMonitor scrapes every port of a name.
    ...(isNew ? {} : { severity: "info" }),
  };
}

function isTarget(pod: Pod, { targetPort, protocol }: Target, context: RuleContext): boolean {
  return context
    .servicesOf(pod)
    .flatMap(({ ports }) => ports)
    .some((port) => port.targetPort === targetPort && port.protocol === protocol);
}

export default rule;
