import { containersOf } from "../lint/injected-container.ts";
import { defineRule, type Problem, type Rule } from "../lint/rule.ts";
import type { Container, ContainerPort, InjectedSidecar, Pod } from "../manifest/pod.ts";
import type { ServiceView } from "../manifest/service.ts";

type ServicePort = ServiceView["ports"][number];
type Front = NonNullable<InjectedSidecar["front"]>;

// Since this minor version an endpoint can have a named port of a native sidecar.
// https://github.com/kubernetes/kubernetes/pull/127976
const NATIVE_PORT_NAMES = 32;

const rule: Rule = defineRule({
  id: "service-bypasses-proxy",
  severity: "warning",
  category: "ports",
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
    for (const sidecar of pod.injected) {
      const { front } = sidecar;
      if (front === undefined) continue;
      for (const service of context.servicesOf(pod)) {
        for (const port of service.ports) {
          if (port.protocol !== "TCP" || targetOf(pod, port) !== front.of) continue;
          yield bypass({ pod, sidecar, front, service, port, kubeMinor: context.kubeMinor });
        }
      }
    }
  },
});

// As the endpoint controller does: app containers first, then native sidecars, by name and protocol.
function targetOf(pod: Pod, { targetPort, protocol }: ServicePort): number | undefined {
  if (typeof targetPort === "number") return targetPort;
  const searched = [...inSet(pod, "app"), ...inSet(pod, "native")];
  return searched
    .flatMap(({ ports }) => ports)
    .find((port) => port.name === targetPort && port.protocol === protocol)?.number;
}

function inSet(pod: Pod, set: Container["set"]): readonly Container[] {
  return pod.containers.filter((container) => container.set === set);
}

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
  const main = appPort ?? own;
  const name = own?.name !== undefined && usableName(pod, own, sidecar, kubeMinor) ? own.name : "";
  return {
    at: main === undefined ? (proxies[0]?.at ?? ["spec"]) : [...main.at, "containerPort"],
    message:
      `Service "${service.name}" sends port ${port.port} to port ${front.of} of the app, ` +
      `past the proxy "${sidecar.template}" on port ${front.port}`,
    related:
      own === undefined || own === main
        ? []
        : [{ at: [...own.at, "containerPort"], message: "the proxy listens here" }],
    help:
      `Set the targetPort of port ${port.port} of Service "${service.name}" to ${front.port}` +
      (name === "" ? "." : ` or "${name}".`),
  };
}

function declared(containers: readonly Container[], port: number): ContainerPort | undefined {
  return containers
    .flatMap(({ ports }) => ports)
    .find(({ number, protocol }) => number === port && protocol === "TCP");
}

function usableName(
  pod: Pod,
  own: ContainerPort,
  sidecar: InjectedSidecar,
  kubeMinor: number,
): boolean {
  if (sidecar.lifecycle === "native" && kubeMinor < NATIVE_PORT_NAMES) return false;
  const sameName = pod.containers
    .filter(({ set }) => set !== "init")
    .flatMap(({ ports }) => ports)
    .filter(({ name, protocol }) => name === own.name && protocol === own.protocol);
  return sameName.length === 1;
}

export default rule;
