import { isPatch } from "../lint/containers/is-patch.ts";
import { nameOfPod } from "../lint/containers/name-of-pod.ts";
import { isMeantToEnd } from "../lint/lifecycle/meant-to-end.ts";
import { awaitsInjection } from "../lint/programs/awaits-injection.ts";
import { knownPorts } from "../lint/programs/known-port.ts";
import { defineRule, type Rule } from "../lint/rule.ts";
import { otherTargets } from "../lint/services/other-targets.ts";
import type { ServicePort } from "../lint/services/service.ts";
import { targetsIn } from "../lint/services/target-port.ts";
import type { Pod } from "../manifest/pod.ts";

const rule: Rule = defineRule({
  id: "service-target-port-undeclared",
  severity: "off",
  category: "services",
  scope: "lint",
  summary: "A Service sends to a port that a container of its pods declares.",
  why:
    "Declaring a port is optional: a container that listens gets the traffic all the same. " +
    "Where all ports are declared, a number that is not among them is most likely a slip, and every connection to it is refused.",
  fix: "Set `targetPort` to a port of the pod, or declare the port in the container that listens on it.",
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
    - containerPort: 8080
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
    targetPort: 8000
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
    - containerPort: 8080
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
`,
  },
  *check(pod, context) {
    // Where no port is declared at all, that one is not is no sign of a slip.
    if (pod.containers.every(({ ports }) => ports.length === 0)) return;
    if (isPatch(pod) || awaitsInjection(pod)) return;
    for (const service of context.servicesOf(pod)) {
      for (const port of service.ports) {
        const { targetPort } = port;
        if (typeof targetPort === "string") continue;
        const fits = (one: Pod) => isOpen(one, targetPort, port);
        if (fits(pod) || context.isMeantForOther(pod, service.object, fits)) continue;
        if (isMeantToEnd(pod) && otherTargets(pod, service, context).length > 0) continue;
        yield {
          at: port.targetAt,
          of: service.object,
          pairedWith: service.object,
          message: `Service "${service.name}" sends port ${port.port}/${port.protocol} to port ${targetPort}, which no container of ${nameOfPod(pod)} declares`,
        };
      }
    }
  },
});

function isOpen(pod: Pod, number: number, port: ServicePort): boolean {
  return (
    // The names of ports of native sidecars are new, their numbers have always worked.
    targetsIn(pod, port, Number.POSITIVE_INFINITY).length > 0 ||
    pod.containers.some((container) => knownPorts(container).includes(number))
  );
}

export default rule;
