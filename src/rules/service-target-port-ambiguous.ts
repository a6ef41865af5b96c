import { sidesOf } from "../lint/containers/injected-container.ts";
import { defineRule, type Problem, type Rule } from "../lint/rule.ts";
import type { ServicePort, ServiceView } from "../lint/services/service.ts";
import { type DeclaredPort, targetsIn } from "../lint/services/target-port.ts";
import type { Pod } from "../manifest/pod.ts";

const rule: Rule = defineRule({
  id: "service-target-port-ambiguous",
  severity: "warning",
  category: "services",
  summary: "A port name in a Service's `targetPort` stands for one port of the pod.",
  why:
    "A Service gets the first port of the name and protocol: app containers are searched before native sidecars, each in the order of their list. " +
    "So the order decides where requests go, and an injector or a patch that puts a container first changes it.",
  fix: "Rename one of the ports, or set `targetPort` to a number.",
  links: ["https://kubernetes.io/docs/concepts/services-networking/service/#field-spec-ports"],
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
    ports:
    - name: http
      containerPort: 8080
  - name: admin
    image: example.com/admin:1
    ports:
    - name: http
      containerPort: 8081
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
    targetPort: http
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
    ports:
    - name: http
      containerPort: 8080
  - name: admin
    image: example.com/admin:1
    ports:
    - name: http-admin
      containerPort: 8081
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
    targetPort: http
`,
  },
  *check(pod, context) {
    if (!hasNameTwice(pod)) return;
    const seen = new Set<string>();
    for (const service of context.servicesOf(pod)) {
      for (const port of service.ports) {
        // Several Services that use the name have one fault in common.
        const id = `${port.targetPort}/${port.protocol}`;
        if (typeof port.targetPort === "number" || seen.has(id)) continue;
        seen.add(id);
        const [first, ...rest] = targetsIn(pod, port, context.kubeMinor);
        for (const other of rest) {
          if (first === undefined || !isRival(first, other)) continue;
          yield ambiguity({ pod, service, port, first, other });
        }
      }
    }
  },
});

/** Tells whether a name of a port stands more than once in the pod, so that a Service could mean either. */
function hasNameTwice({ containers }: Pod): boolean {
  const names = containers.flatMap(({ ports }) => ports.flatMap(({ name }) => name ?? []));
  return new Set(names).size < names.length;
}

// A name twice in one container is rejected, and two containers on one port are in conflict: both are other faults.
function isRival(first: DeclaredPort, other: DeclaredPort): boolean {
  return first.container !== other.container && first.port.number !== other.port.number;
}

interface Ambiguity {
  readonly pod: Pod;
  readonly service: ServiceView;
  readonly port: ServicePort;
  /** The port that the Service gets. */
  readonly first: DeclaredPort;
  readonly other: DeclaredPort;
}

function ambiguity({ pod, service, port, first, other }: Ambiguity): Problem {
  const inOrder = pod.containers.indexOf(first.container) < pod.containers.indexOf(other.container);
  const [earlier, later] = inOrder ? [first, other] : [other, first];
  const [shownContainer] = sidesOf(pod, [earlier.container, later.container]);
  const [shown, opposite] =
    shownContainer === later.container ? [later, earlier] : [earlier, later];
  return {
    at: [...shown.port.at, "name"],
    pairedWith: service.object,
    message:
      `containers "${first.container.name}" (${first.port.number}) and "${other.container.name}" (${other.port.number}) ` +
      `both name a port "${port.targetPort}", to which Service "${service.name}" sends port ${port.port}; ` +
      `"${first.container.name}" gets it, because it is searched first`,
    related: [
      {
        at: [...opposite.port.at, "name"],
        message: `container "${opposite.container.name}" uses the name here`,
      },
      { at: port.targetAt, of: service.object, message: "the Service names it here" },
    ],
    help: "Rename one of the two, or set targetPort to the number that is meant; as it is, a container that an injector puts first gets the requests.",
  };
}

export default rule;
