import { needOf } from "../lint/lifecycle/init-need.ts";
import { localConnections } from "../lint/ports/local-connections.ts";
import { defineRule, type Rule } from "../lint/rule.ts";

const rule: Rule = defineRule({
  id: "sidecar-after-dependent-init",
  severity: "warning",
  category: "lifecycle",
  pitfall: "start order",
  summary: "A native sidecar is listed before the init containers that connect to it.",
  why:
    "Kubernetes works through `initContainers` in their order and starts a native sidecar when its turn comes. An init container listed before it " +
    "finds nothing on the port: it fails, or waits for ever.",
  fix: "List the native sidecar before the init container.",
  links: ["https://kubernetes.io/docs/concepts/workloads/pods/sidecar-containers/"],
  examples: {
    fails: `apiVersion: v1
kind: Pod
metadata:
  name: shop
spec:
  initContainers:
  - name: migrate
    image: example.com/migrate:1
    args: [--database=postgres://localhost:5432/shop]
  - name: database-proxy
    image: example.com/database-proxy:1
    restartPolicy: Always
    ports:
    - containerPort: 5432
  containers:
  - name: shop
    image: example.com/shop:1
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
  - name: migrate
    image: example.com/migrate:1
    args: [--database=postgres://localhost:5432/shop]
  containers:
  - name: shop
    image: example.com/shop:1
`,
  },
  *check(pod) {
    for (const connection of localConnections(pod)) {
      const { client, endpoint, server } = connection;
      const { container } = server;
      if (client.set !== "init" || container.set !== "native") continue;
      if (container.index < client.index) continue;
      if (needOf(pod, connection) === "none") continue;
      yield {
        at: endpoint.at,
        message: `init container "${client.name}" connects to port ${endpoint.port} of native sidecar "${container.name}", which starts only after it`,
        related: [{ at: server.at, message: `native sidecar "${container.name}" serves the port` }],
        help: `List "${container.name}" before "${client.name}" in initContainers.`,
      };
    }
  },
});

export default rule;
