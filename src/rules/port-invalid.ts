import { hasPlaceholder } from "../lint/containers/placeholder.ts";
import { isAddress } from "../lint/ports/host-address.ts";
import { isPortNumber } from "../lint/ports/port-number.ts";
import { type RawPort, rawPortsOf } from "../lint/ports/raw-ports.ts";
import { defineRule, type Problem, type Rule } from "../lint/rule.ts";
import type { FieldPath } from "../manifest/field-path.ts";
import { showValue } from "../manifest/show-value.ts";
import { asString, isMap, type Value } from "../manifest/value.ts";

const PROTOCOLS: readonly string[] = ["TCP", "UDP", "SCTP"];

const rule: Rule = defineRule({
  id: "port-invalid",
  severity: "error",
  category: "ports",
  summary: "Every port has a number from 1 to 65535 and a protocol that Kubernetes knows.",
  why:
    "The API server rejects a port without `containerPort`, a number that is quoted or out of range, and a protocol other than TCP, UDP and SCTP. " +
    "It accepts any text as `hostIP`, and the port is then not open on the node.",
  fix: "Write the number without quotes, and the protocol in capitals.",
  links: ["https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/#ports"],
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
    - containerPort: 80800
`,
    passes: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
  - name: web
    image: example.com/web:1
    ports:
    - containerPort: 8080
      protocol: TCP
`,
  },
  *check(pod) {
    for (const container of pod.containers) {
      for (const port of rawPortsOf(container)) yield* faultsOf(container.name, port);
    }
  },
});

function* faultsOf(container: string, { at, value }: RawPort): Iterable<Problem> {
  if (!isMap(value)) {
    yield {
      at,
      message: `container "${container}" has the port ${showValue(value)}, which is no mapping`,
      help: "Write each port as a mapping with containerPort.",
    };
    return;
  }
  // A patch removes an entry by its key alone.
  if ("$patch" in value) return;
  const { containerPort, hostPort, protocol, hostIP } = value;
  yield* numberFaults(container, { at, field: "containerPort", value: containerPort });
  if (hostPort !== 0 && !isMissing(hostPort)) {
    yield* numberFaults(container, { at, field: "hostPort", value: hostPort });
  }
  if (isWritten(protocol) && !PROTOCOLS.includes(asString(protocol) ?? "")) {
    yield {
      at: [...at, "protocol"],
      message: `container "${container}" has a port with the protocol ${showValue(protocol)}, which is none of TCP, UDP and SCTP`,
      help: "Write TCP, UDP or SCTP, in capitals; TCP is the default.",
    };
  }
  if (isWritten(hostIP) && !isAddress(asString(hostIP) ?? "")) {
    yield {
      at: [...at, "hostIP"],
      message: `container "${container}" has a port with the hostIP ${showValue(hostIP)}, which is no IP address`,
      help: "Write an address of the node, or leave hostIP out for all of them.",
      ...(typeof hostIP === "string" ? { severity: "warning" } : {}),
    };
  }
}

interface NumberField {
  readonly at: FieldPath;
  readonly field: "containerPort" | "hostPort";
  readonly value: Value | undefined;
}

function* numberFaults(container: string, { at, field, value }: NumberField): Iterable<Problem> {
  if (isPortNumber(value) || isReplaced(value)) return;
  if (isMissing(value)) {
    yield {
      at: value === null ? [...at, field] : at,
      message: `container "${container}" has a port without ${field}`,
      help: `Add ${field}, the port that the container listens on.`,
    };
    return;
  }
  yield {
    at: [...at, field],
    message: `container "${container}" has a port with the ${field} ${showValue(value)}, which is no number from 1 to 65535`,
    help: isPortNumber(Number(asString(value)))
      ? "Write the number without quotes."
      : "Write a number from 1 to 65535.",
  };
}

function isMissing(value: Value | undefined): value is undefined | null {
  return value === undefined || value === null;
}

function isWritten(value: Value | undefined): value is Exclude<Value, null> {
  return !isMissing(value) && value !== "" && !isReplaced(value);
}

function isReplaced(value: Value | undefined): boolean {
  return typeof value === "string" && hasPlaceholder(value);
}

export default rule;
