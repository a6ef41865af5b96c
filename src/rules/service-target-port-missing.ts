import { isPatch } from "../lint/containers/is-patch.ts";
import { nameOfPod } from "../lint/containers/name-of-pod.ts";
import { isMeantToEnd } from "../lint/lifecycle/meant-to-end.ts";
import { awaitsInjection, isInjectedPort } from "../lint/programs/awaits-injection.ts";
import { defineRule, type Problem, type Rule, type RuleContext } from "../lint/rule.ts";
import { otherTargets } from "../lint/services/other-targets.ts";
import type { ServicePort, ServiceView } from "../lint/services/service.ts";
import {
  type DeclaredPort,
  NATIVE_PORT_NAMES,
  searchedPorts,
  targetsIn,
} from "../lint/services/target-port.ts";
import type { FieldPath } from "../manifest/field-path.ts";
import type { Pod } from "../manifest/pod.ts";
import { asList, asMap } from "../manifest/value.ts";
import { nearest } from "../text/nearest.ts";

const rule: Rule = defineRule({
  id: "service-target-port-missing",
  severity: "error",
  category: "services",
  scope: "lint",
  summary: "A port name in a Service's `targetPort` is the name of a port of the pods.",
  why:
    "A Service looks for the name, with its protocol, in the app containers and then in the native sidecars (since Kubernetes 1.32). " +
    "A pod that does not have it there gets no traffic from this port; Kubernetes accepts that silently, but rejects a number in quotes, which is a name to it. Ports of other init containers do not count: they have ended when the pod serves. " +
    "A headless Service without the port still has the addresses of its pods, so that is a warning, as is a pod that lacks the port while another workload behind the Service has it.",
  fix: "Set `targetPort` to the name of a port of the pod or to a number, or give the container's port that name.",
  links: [
    "https://kubernetes.io/docs/concepts/services-networking/service/#field-spec-ports",
    "https://github.com/kubernetes/kubernetes/pull/127976",
  ],
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
    targetPort: htpp
`,
    passes: `apiVersion: v1
kind: Pod
metadata:
  name: web
  labels:
    app: web
spec:
  initContainers:
  - name: proxy
    image: example.com/proxy:1
    restartPolicy: Always
    ports:
    - name: proxy
      containerPort: 8081
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
    targetPort: proxy
`,
  },
  *check(pod, context) {
    if (isPatch(pod)) return;
    for (const service of context.servicesOf(pod)) {
      for (const port of service.ports) {
        if (typeof port.targetPort !== "string") continue;
        const named: NamedTarget = { service, port, name: port.targetPort };
        yield* /^\d+$/.test(named.name) ? [quoted(named)] : missing(pod, named, context);
      }
    }
  },
});

interface NamedTarget {
  readonly service: ServiceView;
  readonly port: ServicePort;
  readonly name: string;
}

function helpBeside(pod: Pod, served: Pod): string {
  return `If the Service is for ${nameOfPod(served)} alone, select a label that ${nameOfPod(pod)} does not have; else give the port the name here too.`;
}

/** What is wrong with a target, and the severity that it has by itself. */
type Fault = Pick<Problem, "message" | "related" | "help" | "severity">;

// A string is a name to the API server, and a name has a letter: `ValidatePortNumOrName`.
function quoted({ service, port, name }: NamedTarget): Problem {
  return {
    at: port.targetAt,
    of: service.object,
    message: `Service "${service.name}" has the targetPort "${name}" in quotes, which is no number to Kubernetes and no valid name`,
    help: `Write ${name} without quotes.`,
  };
}

function missing(pod: Pod, target: NamedTarget, context: RuleContext): readonly Problem[] {
  const { service, port } = target;
  if (targetsIn(pod, port, context.kubeMinor).length > 0) return [];
  const fault = faultOf(pod, target, context.kubeMinor);
  const fits = (other: Pod) => targetsIn(other, port, context.kubeMinor).length > 0;
  if (fault === undefined || context.isMeantForOther(pod, service.object, fits)) return [];
  if (context.isNamedInPatch(pod, "ports", target.name)) return [];
  const others = otherTargets(pod, service, context);
  if (others.length > 0 && isMeantToEnd(pod)) return [];
  const served = others.find(fits);
  return [
    {
      at: port.targetAt,
      of: service.object,
      pairedWith: service.object,
      ...(served !== undefined || service.headless ? { severity: "warning" } : {}),
      ...(served === undefined ? {} : { help: helpBeside(pod, served) }),
      ...fault,
    },
  ];
}

function faultOf(pod: Pod, target: NamedTarget, kubeMinor: number): Fault | undefined {
  const { port, name } = target;
  const named = pod.containers.flatMap((container) =>
    container.ports.filter((one) => one.name === name).map((one) => ({ container, port: one })),
  );
  const counting = named.filter(({ container }) => container.set !== "init");
  const native = counting.find((declared) => declared.port.protocol === port.protocol);
  if (native !== undefined) return onlyInNative(pod, target, native, kubeMinor);
  if (counting[0] !== undefined) return onlyOfOtherProtocol(pod, target, counting[0]);
  if (named[0] !== undefined) return onlyInInit(pod, target, named[0]);
  return isMalformed(pod, name) || isInjectedPort(name)
    ? undefined
    : nowhere(pod, target, kubeMinor);
}

// The view leaves out ports whose number is wrong, which is a fault of its own.
function isMalformed(pod: Pod, name: string): boolean {
  return pod.containers.some(({ value }) =>
    asList(value["ports"]).some((port) => asMap(port)["name"] === name),
  );
}

function onlyInNative(
  pod: Pod,
  target: NamedTarget,
  { container, port }: DeclaredPort,
  kubeMinor: number,
): Fault {
  return {
    message:
      `${sends(target)}, which only the native sidecar "${container.name}" of ${nameOfPod(pod)} declares, ` +
      `where Kubernetes before 1.${NATIVE_PORT_NAMES} does not look (this is 1.${kubeMinor})`,
    related: [{ at: nameAt(port), message: `native sidecar "${container.name}" declares it here` }],
    help: `Set targetPort to ${port.number}.`,
    severity: "warning",
  };
}

function onlyOfOtherProtocol(pod: Pod, target: NamedTarget, declared: DeclaredPort): Fault {
  const { container, port } = declared;
  return {
    message: `${sends(target)}, which ${nameOfPod(pod)} declares for ${port.protocol}, not for ${target.port.protocol}`,
    related: [{ at: nameAt(port), message: `container "${container.name}" declares it here` }],
    help: `Let port ${target.port.port} of the Service and port ${port.number} of the container have one \`protocol\`; without one it is TCP.`,
  };
}

function onlyInInit(pod: Pod, target: NamedTarget, { container, port }: DeclaredPort): Fault {
  return {
    message: `${sends(target)}, which only the init container "${container.name}" of ${nameOfPod(pod)} declares`,
    related: [
      {
        at: nameAt(port),
        message: `init container "${container.name}" has ended when the pod serves`,
      },
    ],
    help: "Declare the port in a container that keeps running, or set `targetPort` to a port of one.",
  };
}

function nowhere(pod: Pod, target: NamedTarget, kubeMinor: number): Fault | undefined {
  const ports = searchedPorts(pod, kubeMinor).filter(
    ({ port }) => port.protocol === target.port.protocol,
  );
  const near = nearest(
    target.name,
    ports.flatMap(({ port }) => port.name ?? []),
  );
  // An injector may yet add the port; only a slip of the pen is certain.
  if (near === undefined && awaitsInjection(pod)) return undefined;
  const message = `${sends(target)}, which no container of ${nameOfPod(pod)} declares`;
  const meant = near === undefined ? undefined : ports.find(({ port }) => port.name === near);
  if (meant !== undefined) {
    const related = [{ at: nameAt(meant.port), message: "the port of the nearest name" }];
    return { message, related, help: `Did you mean "${near}"?` };
  }
  const [only, second] = ports;
  if (only === undefined || second !== undefined || only.port.name !== undefined)
    return { message };
  const { container, port } = only;
  return {
    message,
    related: [
      { at: [...port.at, "containerPort"], message: "the only port of the pod has no name" },
    ],
    help: `Name port ${port.number} of container "${container.name}" "${target.name}", or set targetPort to ${port.number}.`,
  };
}

function sends({ service, port, name }: NamedTarget): string {
  return `Service "${service.name}" sends port ${port.port} to the port name "${name}"`;
}

function nameAt(port: DeclaredPort["port"]): FieldPath {
  return [...port.at, "name"];
}

export default rule;
