import { injectedAs } from "../lint/containers/injected-container.ts";
import { nextFreePort, usedPorts } from "../lint/ports/free-port.ts";
import { addressesOverlap } from "../lint/ports/host-address.ts";
import { claimsOf, type PortClaim } from "../lint/ports/port-claims.ts";
import { rivalsIn } from "../lint/ports/rivals.ts";
import { defineRule, type Problem, type Rule } from "../lint/rule.ts";
import type { Pod } from "../manifest/pod.ts";

const rule: Rule = defineRule({
  id: "port-conflict",
  severity: "error",
  category: "ports",
  pitfall: "equal ports",
  summary: "Containers that run at the same time listen on different ports.",
  why:
    "The containers of a pod share one network namespace. The second one to listen on a port fails " +
    '("address already in use") and restarts for ever; Kubernetes accepts the manifest with a warning at most. ' +
    "In the host network it accepts a workload too, but rejects every pod of it if two app containers declare the port, as both would take it from the node. " +
    "An init container has ended when the app starts, so only native sidecars listed before it can be in its way. " +
    "A port that a container does not declare, but is probed on, counts as its port unless another container declares it.",
  fix: "Let one of the two listen on another port, in its configuration and in `containerPort`.",
  links: [
    "https://kubernetes.io/docs/concepts/workloads/pods/#pod-networking",
    "https://kubernetes.io/docs/concepts/workloads/pods/sidecar-containers/",
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
    - containerPort: 8080
  - name: proxy
    image: example.com/proxy:1
    ports:
    - containerPort: 8080
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
    - containerPort: 53
      protocol: UDP
  - name: dns-over-tcp
    image: example.com/dns:1
    ports:
    - containerPort: 53
      protocol: TCP
`,
  },
  *check(pod) {
    if (pod.containers.length < 2) return;
    const claims = pod.containers.flatMap((container) => claimsOf(pod, container));
    // One finding for a port of a container, whatever the number of those that it conflicts with.
    const conflicts = rivalsIn(pod, claims, {
      keyOf: ({ port, protocol }) => `${port}/${protocol}`,
      // Two of one name are one container that is there twice: `container-name-duplicate`.
      sideOf: ({ container }) => container.name,
      // On different addresses of the node two containers can listen on one port.
      clash: (claim, other) => !pod.hostNetwork || addressesOverlap(claim.hostIP, other.hostIP),
    });
    for (const [claim, rival] of conflicts) yield conflict(pod, claim, rival);
  },
});

function conflict(pod: Pod, shown: PortClaim, rival: PortClaim): Problem {
  // The probe may be meant for the port that the other one declares, which only a person can tell.
  const isProbeOfDeclared = shown.by === "probed" && rival.by === "declared";
  return {
    at: shown.at,
    message: messageOf(shown, rival),
    related: [
      { at: rival.at, message: `port of container "${rival.container.name}", ${rival.by} here` },
    ],
    help: helpOf(pod, shown, rival),
    ...(isProbeOfDeclared ? { severity: "warning" } : {}),
  };
}

function messageOf(shown: PortClaim, rival: PortClaim): string {
  const port = `port ${shown.port}/${shown.protocol}`;
  const [name, other] = [shown.container.name, rival.container.name];
  if (shown.by === "declared") return `containers "${name}" and "${other}" both declare ${port}`;
  return rival.by === "declared"
    ? `container "${name}" is probed on ${port}, which container "${other}" declares`
    : `containers "${name}" and "${other}" are both probed on ${port}, which no container declares`;
}

function helpOf(pod: Pod, shown: PortClaim, rival: PortClaim): string {
  const free = nextFreePort(shown.port + 1, usedPorts(pod));
  const sidecar = injectedAs(pod, rival.container) ?? injectedAs(pod, shown.container);
  if (sidecar === undefined) {
    return `Let one of the two listen on another port; ${free} is free in this pod.`;
  }
  const { template, ports = {} } = sidecar;
  const param = Object.keys(ports).find((name) => ports[name] === shown.port);
  return param === undefined
    ? `Let the sidecar of template "${template}" listen on another port; ${free} is free in this pod.`
    : `Use --set ${template}.${param}=${free}, a port that is free in this pod, or --on-port-conflict reassign.`;
}

export default rule;
