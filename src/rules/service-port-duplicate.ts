import { defineRule, type Problem, type Rule } from "../lint/rule.ts";
import type { ServicePort, ServiceView } from "../lint/services/service.ts";

const rule: Rule = defineRule({
  id: "service-port-duplicate",
  severity: "error",
  category: "services",
  scope: "lint",
  summary: "A Service has each port and each name of a port once.",
  why:
    "The ports of a Service are told apart by name and by number with protocol. " +
    "The API server rejects a Service that has either twice, or that has several ports of which one lacks a name.",
  fix: "Give each port of the Service a name and a number of its own.",
  links: ["https://kubernetes.io/docs/concepts/services-networking/service/#multi-port-services"],
  examples: {
    fails: `apiVersion: v1
kind: Pod
metadata:
  name: web
  labels:
    app: web
spec:
  containers:
  - name: web
    image: example.com/web:1
---
apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  selector:
    app: web
  ports:
  - port: 80
    targetPort: 8080
  - port: 443
    targetPort: 8443
`,
    passes: `apiVersion: v1
kind: Pod
metadata:
  name: web
  labels:
    app: web
spec:
  containers:
  - name: web
    image: example.com/web:1
---
apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  selector:
    app: web
  ports:
  - name: http
    port: 80
    targetPort: 8080
  - name: https
    port: 443
    targetPort: 8443
`,
  },
  *check(pod, context) {
    for (const service of context.servicesOf(pod)) {
      if (service.ports.length < 2) continue;
      yield* repeatedNames(service);
      yield* repeatedNumbers(service);
      yield* nameless(service);
    }
  },
});

function repeatedNames(service: ServiceView): readonly Problem[] {
  return repeated(service.ports, ({ name }) => name || undefined).map(([first, port]) => ({
    at: [...port.at, "name"],
    of: service.object,
    message: `Service "${service.name}" has more than one port of the name "${port.name}"`,
    related: [{ at: [...first.at, "name"], of: service.object, message: "first used here" }],
    help: "Rename one of the ports.",
  }));
}

function repeatedNumbers(service: ServiceView): readonly Problem[] {
  return repeated(service.ports, numberOf).map(([first, port]) => ({
    at: [...port.at, "port"],
    of: service.object,
    message: `Service "${service.name}" has port ${numberOf(port)} more than once`,
    related: [{ at: [...first.at, "port"], of: service.object, message: "first used here" }],
    help: "Remove one of the two, or give it another number.",
  }));
}

function nameless(service: ServiceView): readonly Problem[] {
  const unnamed = service.ports.filter(({ name = "" }) => name === "");
  const [first, ...rest] = unnamed;
  if (first === undefined) return [];
  return [
    {
      at: [...first.at, "port"],
      of: service.object,
      message: `Service "${service.name}" has ${service.ports.length} ports, but no name for ${unnamed.map(numberOf).join(", ")}`,
      related: rest.map(({ at }) => ({
        at: [...at, "port"],
        of: service.object,
        message: "this port has no name either",
      })),
      help: "Give each of the ports a `name`; only a single port may go without.",
    },
  ];
}

function numberOf({ port, protocol }: ServicePort): string {
  return `${port}/${protocol}`;
}

/** Returns each port whose key an earlier one has, behind that one. */
function repeated(
  ports: readonly ServicePort[],
  keyOf: (port: ServicePort) => string | undefined,
): readonly (readonly [ServicePort, ServicePort])[] {
  const known = new Map<string, ServicePort>();
  return ports.flatMap((port) => {
    const key = keyOf(port);
    if (key === undefined) return [];
    const first = known.get(key);
    if (first !== undefined) return [[first, port] as const];
    known.set(key, port);
    return [];
  });
}

export default rule;
