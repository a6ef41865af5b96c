import { commandLine } from "../lint/lifecycle/command-line.ts";
import { hookOf } from "../lint/lifecycle/hook.ts";
import { delays } from "../lint/lifecycle/wait-loop.ts";
import { type LocalConnection, localConnections } from "../lint/ports/local-connections.ts";
import { partsOf, type SidecarView } from "../lint/programs/sidecars.ts";
import { defineRule, type Problem, type Rule, type Severity } from "../lint/rule.ts";

const rule: Rule = defineRule({
  id: "app-starts-before-sidecar",
  severity: "warning",
  category: "lifecycle",
  pitfall: "start order",
  summary: "A sidecar that the app connects to is ready before the app starts.",
  why:
    "The start order is a pitfall of the sidecar pattern: all containers in `containers` start at about the same time, so the app's first requests " +
    'to a sidecar among them fail ("connection refused"), and many apps exit at that. Kubernetes starts a native sidecar before the app, and waits for its startup probe.',
  fix: "Make the sidecar a native one (in `initContainers`, with `restartPolicy: Always`) with a startup probe, or let the app wait for its port.",
  links: [
    "https://kubernetes.io/docs/concepts/workloads/pods/sidecar-containers/",
    "https://github.com/kubernetes/enhancements/tree/master/keps/sig-node/753-sidecar-containers",
  ],
  examples: {
    fails: `apiVersion: v1
kind: Pod
metadata:
  name: shop
spec:
  containers:
  - name: shop
    image: example.com/shop:1
    env:
    - name: DATABASE_URL
      value: postgres://localhost:5432/shop
  - name: cloud-sql-proxy
    image: gcr.io/cloud-sql-connectors/cloud-sql-proxy:2.18.0
    args: [--port=5432, "project:region:shop"]
`,
    passes: `apiVersion: v1
kind: Pod
metadata:
  name: shop
spec:
  initContainers:
  - name: cloud-sql-proxy
    image: gcr.io/cloud-sql-connectors/cloud-sql-proxy:2.18.0
    restartPolicy: Always
    args: [--port=5432, --health-check, --http-address=0.0.0.0, "project:region:shop"]
    startupProbe:
      httpGet: {path: /startup, port: 9090}
  containers:
  - name: shop
    image: example.com/shop:1
    env:
    - name: DATABASE_URL
      value: postgres://localhost:5432/shop
`,
  },
  *check(pod) {
    for (const connection of localConnections(pod)) {
      const { client, server } = connection;
      if (client.set !== "app" || server.container.set !== "app") continue;
      const { app, sidecars } = partsOf(pod);
      const sidecar = sidecars.find(({ container }) => container === server.container);
      if (sidecar === undefined || !app.includes(client)) continue;
      if (isHeldBack(connection) || delays(commandLine(client))) continue;
      yield problem(connection, sidecar);
    }
  },
});

// The kubelet starts the containers one by one and lets each one's postStart hook end before it goes on;
// https://istio.io/latest/docs/ops/common-problems/injection/ (holdApplicationUntilProxyStarts) rests on that.
function isHeldBack({ client, server }: LocalConnection): boolean {
  const { container } = server;
  return container.index < client.index && hookOf(container, "postStart") !== undefined;
}

function problem({ client, endpoint, server }: LocalConnection, sidecar: SidecarView): Problem {
  const { name } = server.container;
  return {
    at: endpoint.at,
    message: `container "${client.name}" connects to port ${endpoint.port} of sidecar "${name}", but nothing lets the sidecar start first`,
    related: [{ at: server.at, message: `sidecar "${name}" serves the port` }],
    help: `Make "${name}" a native sidecar (in initContainers, with restartPolicy Always) with a startup probe, or let "${client.name}" wait for port ${endpoint.port}.`,
    ...severityOf(sidecar),
  };
}

// An app goes on without its telemetry, and clients of collectors try again.
function severityOf({ role }: SidecarView): { readonly severity?: Severity } {
  return role === "logging" || role === "monitoring" ? { severity: "info" } : {};
}

export default rule;
