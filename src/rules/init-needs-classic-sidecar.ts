import { needOf } from "../lint/lifecycle/init-need.ts";
import { localConnections } from "../lint/ports/local-connections.ts";
import { defineRule, type Rule } from "../lint/rule.ts";

const rule: Rule = defineRule({
  id: "init-needs-classic-sidecar",
  severity: "error",
  category: "lifecycle",
  pitfall: "start order",
  summary: "An init container connects only to what runs before it.",
  why:
    "Kubernetes starts the containers in `containers` when all init containers have ended. An init container that needs a port of one of them " +
    "fails or waits for ever, and the pod stays in `Init`. It is an error where a command connects, or an argument is the URL of a database; another flag or a variable may be unused, so that is a warning.",
  fix: "Make the container that serves the port a native sidecar (`restartPolicy: Always`), listed in `initContainers` before the init container.",
  links: [
    "https://kubernetes.io/docs/concepts/workloads/pods/init-containers/#detailed-behavior",
    "https://kubernetes.io/docs/concepts/workloads/pods/sidecar-containers/",
  ],
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
  containers:
  - name: shop
    image: example.com/shop:1
  - name: database-proxy
    image: example.com/database-proxy:1
    ports:
    - containerPort: 5432
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
      if (client.set !== "init" || server.container.set !== "app") continue;
      const need = needOf(pod, connection);
      if (need === "none") continue;
      const { name } = server.container;
      yield {
        at: endpoint.at,
        message: `init container "${client.name}" connects to port ${endpoint.port} of container "${name}", which starts only after it has ended`,
        related: [{ at: server.at, message: `container "${name}" serves the port` }],
        help: `Make "${name}" a native sidecar (restartPolicy Always), listed in initContainers before "${client.name}".`,
        ...(need === "sure" ? {} : { severity: "warning" as const }),
      };
    }
  },
});

export default rule;
