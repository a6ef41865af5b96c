import { wordsOf } from "../lint/containers/words.ts";
import { commandLine, scriptOf } from "../lint/lifecycle/command-line.ts";
import { hookOf } from "../lint/lifecycle/hook.ts";
import { waits } from "../lint/lifecycle/wait-loop.ts";
import { loopbackPortsIn } from "../lint/ports/loopback-ports.ts";
import { servedPorts, serversOf } from "../lint/ports/served-ports.ts";
import { defineRule, type Problem, type Rule } from "../lint/rule.ts";
import type { FieldPath } from "../manifest/field-path.ts";
import type { Container, Pod } from "../manifest/pod.ts";
import { asMap, isMap } from "../manifest/value.ts";

const rule: Rule = defineRule({
  id: "sidecar-waits-for-app",
  severity: "error",
  category: "lifecycle",
  pitfall: "start order",
  summary: "A native sidecar does not wait for the app.",
  why:
    "Kubernetes starts the containers in `containers` only when each native sidecar has started: its `postStart` hook has ended and its startup probe has succeeded. " +
    "A native sidecar whose start depends on a port of the app waits for what waits for it, so the pod stays in `Init`.",
  fix: "Let the startup check look at the sidecar's own port, and let the sidecar try again when it cannot reach the app.",
  links: [
    "https://kubernetes.io/docs/concepts/workloads/pods/sidecar-containers/",
    "https://github.com/kubernetes/enhancements/tree/master/keps/sig-node/753-sidecar-containers",
  ],
  examples: {
    fails: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  initContainers:
  - name: proxy
    image: example.com/proxy:1
    restartPolicy: Always
    startupProbe:
      httpGet: {path: /healthz, port: 8080}
  containers:
  - name: web
    image: example.com/web:1
    ports:
    - containerPort: 8080
`,
    passes: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  initContainers:
  - name: proxy
    image: example.com/proxy:1
    restartPolicy: Always
    ports:
    - containerPort: 9000
    startupProbe:
      httpGet: {path: /ready, port: 9000}
  containers:
  - name: web
    image: example.com/web:1
    ports:
    - containerPort: 8080
`,
  },
  *check(pod) {
    for (const sidecar of pod.containers) {
      if (sidecar.set !== "native") continue;
      for (const wait of waitsOf(sidecar)) {
        const problem = deadlock(pod, sidecar, wait);
        if (problem !== undefined) yield problem;
      }
    }
  },
});

interface Wait {
  readonly at: FieldPath;
  readonly port: number;
  /** What waits, as a part of a message. */
  readonly what: string;
  readonly severity?: "warning";
}

function waitsOf(sidecar: Container): readonly Wait[] {
  return [...byProbe(sidecar), ...byHook(sidecar), ...byCommand(sidecar)];
}

function byProbe({ at, probes, value }: Container): readonly Wait[] {
  const what = "the startupProbe";
  const script = scriptOf(value["startupProbe"]);
  return [
    ...probes.flatMap(({ kind, port, host, at: place }) =>
      kind === "startupProbe" && typeof port === "number" && host === undefined
        ? [{ at: place, port, what }]
        : [],
    ),
    ...loopbackPortsIn(script).map((port) => ({
      at: [...at, "startupProbe", "exec", "command"],
      port,
      what,
    })),
  ];
}

function byHook(sidecar: Container): readonly Wait[] {
  const hook = hookOf(sidecar, "postStart");
  if (hook === undefined) return [];
  const what = "the postStart hook";
  const { port, host } = asMap(hook.value["httpGet"]);
  if (typeof port === "number" && host === undefined) {
    return [{ at: [...hook.at, "httpGet", "port"], port, what }];
  }
  // What goes to the background holds nothing up.
  if (!waits(hook.script) || /&\s*$/.test(hook.script)) return [];
  const at = [...hook.at, "exec", "command"];
  return loopbackPortsIn(hook.script).map((one) => ({ at, port: one, what }));
}

// A command that waits holds the app up only where a startup probe waits for what comes after it.
function byCommand(sidecar: Container): readonly Wait[] {
  const line = commandLine(sidecar);
  if (!isMap(sidecar.value["startupProbe"]) || !/\buntil\b|\bwhile\s+!/.test(line)) return [];
  return wordsOf(sidecar).flatMap(({ at, text }) =>
    loopbackPortsIn(text).map((port) => ({ at, port, what: "the command", severity: "warning" })),
  );
}

function deadlock(
  pod: Pod,
  sidecar: Container,
  { at, port, what, severity }: Wait,
): Problem | undefined {
  if (servedPorts(sidecar).some((one) => one.port === port)) return undefined;
  const servers = serversOf(pod, port);
  const [server] = servers;
  if (server === undefined || server.by === "known") return undefined;
  if (servers.some(({ container }) => container.set !== "app")) return undefined;
  const { name } = server.container;
  return {
    at,
    message: `${what} of native sidecar "${sidecar.name}" waits for port ${port} of container "${name}", which starts only after the sidecar`,
    related: [{ at: server.at, message: `container "${name}" serves the port` }],
    ...(severity === undefined ? {} : { severity }),
  };
}

export default rule;
