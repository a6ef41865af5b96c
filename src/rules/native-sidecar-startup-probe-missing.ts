import { commandLine } from "../lint/lifecycle/command-line.ts";
import { hookOf } from "../lint/lifecycle/hook.ts";
import { delays } from "../lint/lifecycle/wait-loop.ts";
import { type LocalConnection, localConnections } from "../lint/ports/local-connections.ts";
import { sidecarOf } from "../lint/programs/sidecars.ts";
import { defineRule, type Problem, type Rule } from "../lint/rule.ts";
import type { Container, Pod } from "../manifest/pod.ts";
import { isMap } from "../manifest/value.ts";

const rule: Rule = defineRule({
  id: "native-sidecar-startup-probe-missing",
  severity: "warning",
  category: "lifecycle",
  pitfall: "start order",
  summary: "A native sidecar that others connect to has a startup probe.",
  why:
    "Kubernetes goes on to the next container as soon as a native sidecar has started, and without a startup probe that means only that its process runs. " +
    'What comes next may connect before the sidecar listens, and fails ("connection refused").',
  fix: "Give the native sidecar a `startupProbe` that succeeds when it takes connections.",
  links: [
    "https://kubernetes.io/docs/concepts/workloads/pods/sidecar-containers/#sidecar-containers-and-pod-lifecycle",
    "https://github.com/kubernetes/enhancements/tree/master/keps/sig-node/753-sidecar-containers",
  ],
  examples: {
    fails: `apiVersion: v1
kind: Pod
metadata:
  name: shop
spec:
  initContainers:
  - name: database-proxy
    image: example.com/database-proxy:1
    restartPolicy: Always
    ports:
    - containerPort: 5432
  containers:
  - name: shop
    image: example.com/shop:1
    env:
    - name: DATABASE_URL
      value: postgres://localhost:5432/shop
`,
    passes: `apiVersion: v1
kind: Pod
metadata:
  name: shop
spec:
  initContainers:
  - name: database-proxy
    image: example.com/database-proxy:1
    restartPolicy: Always
    ports:
    - containerPort: 5432
    startupProbe:
      tcpSocket: {port: 5432}
  containers:
  - name: shop
    image: example.com/shop:1
    env:
    - name: DATABASE_URL
      value: postgres://localhost:5432/shop
`,
  },
  *check(pod) {
    const told = new Set<Container>();
    for (const connection of localConnections(pod)) {
      const { container } = connection.server;
      if (told.has(container) || !isUnprobed(container)) continue;
      if (!startsAfter(connection) || delays(commandLine(connection.client))) continue;
      told.add(container);
      yield problem(pod, connection);
    }
  },
});

function isUnprobed(container: Container): boolean {
  if (container.set !== "native" || isMap(container.value["startupProbe"])) return false;
  // The kubelet waits for the hook's end too.
  return hookOf(container, "postStart") === undefined;
}

function startsAfter({ client, server }: LocalConnection): boolean {
  return client.set === "app" || client.index > server.container.index;
}

function problem(pod: Pod, { client, endpoint, server }: LocalConnection): Problem {
  const { container } = server;
  const role = sidecarOf(pod, container)?.role;
  return {
    at: [...container.at, "name"],
    message: `native sidecar "${container.name}" has no startupProbe, and container "${client.name}" connects to its port ${endpoint.port}`,
    related: [{ at: endpoint.at, message: `container "${client.name}" connects to it here` }],
    help: `Give "${container.name}" a startupProbe that succeeds when it takes connections, e.g. a tcpSocket probe of port ${endpoint.port} if it listens on all addresses.`,
    // An app goes on without its telemetry, and clients of collectors try again.
    ...(role === "logging" || role === "monitoring" ? { severity: "info" as const } : {}),
  };
}

export default rule;
