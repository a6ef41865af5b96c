import { containersOf } from "../lint/containers/injected-container.ts";
import { defineRule, type Problem, type Related, type Rule } from "../lint/rule.ts";
import type { ServicePort, ServiceView } from "../lint/services/service.ts";
import { targetNumber, targetsIn } from "../lint/services/target-port.ts";
import type { Container, ContainerPort, InjectedSidecar, Pod } from "../manifest/pod.ts";

type Front = NonNullable<InjectedSidecar["front"]>;

const rule: Rule = defineRule({
  id: "service-bypasses-proxy",
  severity: "warning",
  category: "services",
  summary: "Services send to the proxy, not past it to the port of the app.",
  why:
    "A proxy that is injected in front of a port of the app sees only what is sent to the proxy's own port. " +
    "A Service whose `targetPort` still leads to the app's port goes past it.",
  fix: "Set the Service's `targetPort` to the port of the proxy.",
  links: ["https://kubernetes.io/docs/concepts/services-networking/service/#field-spec-ports"],
  examples: {
    fails: `apiVersion: v1
kind: Pod
metadata:
  name: web
  labels:
    app: web
spec:
  initContainers:
  - name: envoy
    image: example.com/envoy:1
    restartPolicy: Always
    ports:
    - name: envoy
      containerPort: 15001
  containers:
  - name: web
    image: example.com/web:1
    ports:
    - name: http
      containerPort: 8080
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
  initContainers:
  - name: envoy
    image: example.com/envoy:1
    restartPolicy: Always
    ports:
    - name: envoy
      containerPort: 15001
  containers:
  - name: web
    image: example.com/web:1
    ports:
    - name: http
      containerPort: 8080
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
    targetPort: 15001
`,
    injected: [
      {
        template: "envoy",
        role: "proxy",
        lifecycle: "native",
        containers: ["envoy"],
        shared: [],
        front: { port: 15001, of: 8080 },
      },
    ],
  },
  *check(pod, context) {
    const { kubeMinor } = context;
    for (const sidecar of pod.injected) {
      const { front } = sidecar;
      if (front === undefined) continue;
      for (const service of context.servicesOf(pod)) {
        for (const port of service.ports) {
          if (port.protocol !== "TCP" || targetNumber(pod, port, kubeMinor) !== front.of) continue;
          yield bypass({ pod, sidecar, front, service, port, kubeMinor });
        }
      }
    }
  },
});

interface Bypass {
  readonly pod: Pod;
  readonly sidecar: InjectedSidecar;
  readonly front: Front;
  readonly service: ServiceView;
  readonly port: ServicePort;
  readonly kubeMinor: number;
}

function bypass({ pod, sidecar, front, service, port, kubeMinor }: Bypass): Problem {
  const proxies = containersOf(pod, sidecar);
  const own = declared(proxies, front.port);
  const rest = pod.containers.filter((container) => !proxies.includes(container));
  const appPort = declared(rest, front.of);
  const name = own === undefined ? undefined : usableName(pod, own, kubeMinor);
  return {
    at: port.targetAt,
    of: service.object,
    pairedWith: service.object,
    message:
      `Service "${service.name}" sends port ${port.port} to port ${front.of} of the app, ` +
      `past the proxy "${sidecar.template}" on port ${front.port}`,
    related: [
      ...relatedPort(appPort, "the port of the app"),
      ...relatedPort(own, "the proxy listens here"),
    ],
    help:
      `Set the targetPort of port ${port.port} of Service "${service.name}" to ${front.port}` +
      (name === undefined ? "." : ` or "${name}".`),
  };
}

function relatedPort(port: ContainerPort | undefined, message: string): readonly Related[] {
  return port === undefined ? [] : [{ at: [...port.at, "containerPort"], message }];
}

function declared(containers: readonly Container[], port: number): ContainerPort | undefined {
  return containers
    .flatMap(({ ports }) => ports)
    .find(({ number, protocol }) => number === port && protocol === "TCP");
}

/** Returns the name of a port if a Service gets that port by it, and no other has it. */
function usableName(pod: Pod, own: ContainerPort, kubeMinor: number): string | undefined {
  const { name, protocol } = own;
  if (name === undefined) return undefined;
  const named = targetsIn(pod, { targetPort: name, protocol }, kubeMinor);
  return named.length === 1 && named[0]?.port === own ? name : undefined;
}

export default rule;
