import { longRunning } from "../lint/containers/long-running.ts";
import { defineRule, type Related, type Rule } from "../lint/rule.ts";
import type { FieldPath } from "../manifest/field-path.ts";
import type { ContainerPort, Pod } from "../manifest/pod.ts";
import { asMap, type Value } from "../manifest/value.ts";

const rule: Rule = defineRule({
  id: "host-port-surge",
  severity: "warning",
  category: "ports",
  summary: "A DaemonSet whose pods take ports of the node does not surge.",
  why:
    "With `maxSurge` the new pod of a node starts while the old one still runs, and the old one stays until the new one is ready. A port of the node can be taken once only, " +
    "so the new pod stays pending and the update never gets on. The API server accepts the combination.",
  fix: "Use `maxUnavailable` instead of `maxSurge`, or take no port of the node.",
  links: ["https://kubernetes.io/docs/tasks/manage-daemon/update-daemon-set/"],
  examples: {
    fails: `apiVersion: apps/v1
kind: DaemonSet
metadata:
  name: agent
spec:
  selector:
    matchLabels:
      app: agent
  updateStrategy:
    rollingUpdate:
      maxSurge: 1
      maxUnavailable: 0
  template:
    metadata:
      labels:
        app: agent
    spec:
      containers:
      - name: agent
        image: example.com/agent:1
        ports:
        - containerPort: 8125
          hostPort: 8125
          protocol: UDP
`,
    passes: `apiVersion: apps/v1
kind: DaemonSet
metadata:
  name: agent
spec:
  selector:
    matchLabels:
      app: agent
  updateStrategy:
    rollingUpdate:
      maxUnavailable: 1
  template:
    metadata:
      labels:
        app: agent
    spec:
      containers:
      - name: agent
        image: example.com/agent:1
        ports:
        - containerPort: 8125
          hostPort: 8125
          protocol: UDP
`,
  },
  *check(pod) {
    if (pod.kind !== "DaemonSet" || pod.group !== "apps") return;
    const strategy = asMap(asMap(pod.workload["spec"])["updateStrategy"]);
    const { maxSurge } = asMap(strategy["rollingUpdate"]);
    if (!isPositive(maxSurge) || strategy["type"] === "OnDelete") return;
    const [first, ...rest] = portsOfNode(pod);
    if (first === undefined) return;
    yield {
      at: ["spec", "updateStrategy", "rollingUpdate", "maxSurge"],
      of: "workload",
      message: `an update starts a new pod on a node beside the old one, but both take ${first.text}`,
      related: [first, ...rest].map(relatedOf),
    };
  },
});

interface PortOfNode {
  readonly at: FieldPath;
  readonly text: string;
  readonly container: string;
}

// Plain init containers have ended where the old pod runs.
function portsOfNode(pod: Pod): readonly PortOfNode[] {
  return longRunning(pod).flatMap(({ name, ports }) =>
    ports.flatMap((port) => {
      const number = portOfNode(pod, port);
      if (number === undefined) return [];
      const field = port.hostPort === undefined ? "containerPort" : "hostPort";
      const text = `port ${number}/${port.protocol} of the node`;
      return [{ at: [...port.at, field], text, container: name }];
    }),
  );
}

// In the host network every declared port is one of the node.
function portOfNode({ hostNetwork }: Pod, port: ContainerPort): number | undefined {
  return hostNetwork ? port.number : port.hostPort;
}

function relatedOf({ at, text, container }: PortOfNode): Related {
  return { at, message: `container "${container}" takes ${text} here` };
}

function isPositive(value: Value | undefined): boolean {
  if (typeof value === "string") return /^0*[1-9]\d*%$/.test(value);
  return typeof value === "number" && value > 0;
}

export default rule;
