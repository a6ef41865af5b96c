import { nextFreePort, usedPorts } from "../lint/free-port.ts";
import { injectedAs, sidesOf } from "../lint/injected-container.ts";
import { knownPorts } from "../lint/known-ports.ts";
import { concurrentPairs } from "../lint/lifetime.ts";
import { defineRule, type Problem, type Rule } from "../lint/rule.ts";
import type { FieldPath } from "../manifest/field-path.ts";
import type { Container, Pod } from "../manifest/pod.ts";

const rule: Rule = defineRule({
  id: "port-conflict",
  severity: "error",
  category: "ports",
  summary: "Containers that run at the same time listen on different ports.",
  why:
    "The containers of a pod share one network namespace. The second one to listen on a port fails " +
    '("address already in use") and restarts for ever; Kubernetes accepts the manifest with a warning at most, except in the host network, where it rejects such pods. ' +
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
    for (const pair of concurrentPairs(pod.containers)) {
      const [shown, other] = sidesOf(pod, pair);
      for (const claim of claimsOf(pod, shown)) {
        const rival = claimsOf(pod, other).find(
          ({ port, protocol }) => port === claim.port && protocol === claim.protocol,
        );
        if (rival !== undefined) yield conflict(pod, claim, rival);
      }
    }
  },
});

interface Claim {
  readonly container: Container;
  readonly port: number;
  readonly protocol: string;
  readonly at: FieldPath;
  /** Probed claims rest on a probe alone. */
  readonly by: "declared" | "probed";
}

function claimsOf(pod: Pod, container: Container): readonly Claim[] {
  const claims = new Map<string, Claim>();
  const add = (claim: Claim) => {
    const key = `${claim.port}/${claim.protocol}`;
    if (!claims.has(key)) claims.set(key, claim);
  };
  for (const { number: port, protocol, at } of container.ports) {
    add({ container, port, protocol, at: [...at, "containerPort"], by: "declared" });
  }
  for (const { port, host, at } of container.probes) {
    // With a host, the kubelet does not connect to the pod's address.
    if (typeof port !== "number" || host !== undefined) continue;
    if (!isPortOfAnother(pod, container, port)) {
      add({ container, port, protocol: "TCP", at, by: "probed" });
    }
  }
  return [...claims.values()];
}

// The authors of a manifest do not probe what is injected later, so the ports of injected containers
// count for injected containers alone.
function isPortOfAnother(pod: Pod, prober: Container, port: number): boolean {
  const mayProbeInjected = injectedAs(pod, prober) !== undefined;
  return pod.containers.some(
    (other) =>
      other !== prober &&
      (mayProbeInjected || injectedAs(pod, other) === undefined) &&
      (declares(other, port) || knownPorts(other).includes(port)),
  );
}

function declares(container: Container, port: number): boolean {
  return container.ports.some(({ number, protocol }) => number === port && protocol === "TCP");
}

function conflict(pod: Pod, shown: Claim, rival: Claim): Problem {
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

function messageOf(shown: Claim, rival: Claim): string {
  const port = `port ${shown.port}/${shown.protocol}`;
  const [name, other] = [shown.container.name, rival.container.name];
  if (shown.by === "declared") return `containers "${name}" and "${other}" both declare ${port}`;
  return rival.by === "declared"
    ? `container "${name}" is probed on ${port}, which container "${other}" declares`
    : `containers "${name}" and "${other}" are both probed on ${port}, which no container declares`;
}

function helpOf(pod: Pod, shown: Claim, rival: Claim): string {
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
