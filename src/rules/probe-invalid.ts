import { isPartial } from "../lint/containers/partial-container.ts";
import { hasPlaceholder } from "../lint/containers/placeholder.ts";
import { type RawProbe, rawProbesOf } from "../lint/lifecycle/handlers.ts";
import { portNameFault } from "../lint/ports/port-name.ts";
import { isPortNumber } from "../lint/ports/port-number.ts";
import { defineRule, type Problem, type Rule } from "../lint/rule.ts";
import type { FieldPath } from "../manifest/field-path.ts";
import type { Container, Pod } from "../manifest/pod.ts";
import { showValue } from "../manifest/show-value.ts";
import { asList, asMap, asString, isMap, type Value, type ValueMap } from "../manifest/value.ts";

const HANDLERS = ["exec", "httpGet", "tcpSocket", "grpc"] as const;
const NUMBERS = [
  "initialDelaySeconds",
  "timeoutSeconds",
  "periodSeconds",
  "successThreshold",
  "failureThreshold",
] as const;

const rule: Rule = defineRule({
  id: "probe-invalid",
  severity: "error",
  category: "lifecycle",
  summary: "A probe has one handler, and numbers that Kubernetes takes.",
  why:
    "The API server rejects a probe with no handler or several, a port that is quoted or out of range, a scheme other than HTTP and HTTPS, and negative numbers. " +
    "A liveness or startup probe has to succeed once only (`successThreshold: 1`), and a readiness probe, which ends no container, may have no `terminationGracePeriodSeconds`.",
  fix: "Correct the field, or remove it where the default will do.",
  links: [
    "https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/#Probe",
    "https://kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/#configure-probes",
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
    livenessProbe:
      successThreshold: 2
      httpGet:
        path: /healthz
        port: 8080
`,
    passes: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
  - name: web
    image: example.com/web:1
    livenessProbe:
      failureThreshold: 2
      httpGet:
        path: /healthz
        port: 8080
`,
  },
  *check(pod) {
    for (const container of pod.containers) {
      // On a plain init container a probe is forbidden: `probe-on-init-container`.
      if (container.set === "init") continue;
      for (const probe of rawProbesOf(container)) {
        const where = `the ${probe.kind} of container "${container.name}"`;
        yield* handlerFaults({ pod, container }, probe, where);
        yield* numberFaults(probe, where);
      }
    }
  },
});

/** Whose probes the operator of the workload completes: the container that has the port, or the only one. */
function isCompleted({ pod, container }: Placed): boolean {
  if (pod.probePortsComeLater !== true) return false;
  const others = pod.containers.filter(({ set }) => set === "app").length - 1;
  return container.set === "app" && (others === 0 || asList(container.value["ports"]).length > 0);
}

/** As `validateHandler` does. */
function* handlerFaults(
  placed: Placed,
  { at, kind, value }: RawProbe,
  where: string,
): Iterable<Problem> {
  const { container } = placed;
  const given = HANDLERS.filter((handler) => isSet(value[handler]));
  const [first, second] = given;
  if (first === undefined) {
    // Knative tries to connect where a readinessProbe says no more: `applyUserContainerDefaultReadinessProbe`.
    const comes = kind === "readinessProbe" && isCompleted(placed);
    if (!comes && !isPartial(container)) yield withoutHandler(at, value, where);
    return;
  }
  if (second !== undefined) {
    yield {
      at: [...at, second],
      message: `${where} has more than one handler: ${given.join(" and ")}`,
      related: [{ at: [...at, first], message: "the first one is here" }],
      help: "Keep one handler; a probe of its own kind can have the other.",
    };
  }
  const action = value[first];
  if (!isMap(action)) return;
  const place = { at: [...at, first], handler: first, action, where };
  if (first === "exec") yield* commandFaults(container, place);
  else yield* portFaults(placed, place);
  if (first === "httpGet") yield* httpFaults(place);
}

function withoutHandler(at: FieldPath, value: ValueMap, where: string): Problem {
  const empty = HANDLERS.find((handler) => value[handler] === null);
  return {
    at,
    message: `${where} has no handler`,
    help:
      empty === undefined
        ? `Add one of ${HANDLERS.join(", ")}, or remove the probe.`
        : `There is nothing in ${empty}: its fields may have to be indented.`,
  };
}

/** A container and the pod that it is in. */
interface Placed {
  readonly pod: Pod;
  readonly container: Container;
}

interface ActionPlace {
  readonly at: FieldPath;
  readonly handler: (typeof HANDLERS)[number];
  readonly action: ValueMap;
  readonly where: string;
}

function* commandFaults(
  container: Container,
  { at, action, where }: ActionPlace,
): Iterable<Problem> {
  if (asList(action["command"]).length > 0 || isPartial(container)) return;
  yield { at, message: `${where} runs no command`, help: "Add command, a list of texts." };
}

function* portFaults(
  placed: Placed,
  { at, handler, action, where }: ActionPlace,
): Iterable<Problem> {
  const { port } = action;
  if (port === 0 && handler !== "grpc" && isCompleted(placed)) return;
  if (!isSet(port)) {
    if (isPartial(placed.container) || (handler !== "grpc" && isCompleted(placed))) return;
    yield { at, message: `${where} has no port`, help: `Add port to ${handler}.` };
    return;
  }
  const fault = portFault(handler, port);
  if (fault === undefined) return;
  yield {
    at: [...at, "port"],
    message: `${where} goes to port ${showValue(port)}, which ${fault}`,
    ...(/^\d+$/.test(asString(port) ?? "") ? { help: "Write the number without quotes." } : {}),
  };
}

/** As `ValidatePortNumOrName` does; the port of grpc is a number. */
function portFault(handler: string, port: Value): string | undefined {
  if (typeof port === "string") {
    if (hasPlaceholder(port)) return undefined;
    if (/^\d+$/.test(port)) return "is a text, not a number";
    return handler === "grpc" ? "is no number" : portNameFault(port);
  }
  return isPortNumber(port) ? undefined : "is no number from 1 to 65535";
}

function* httpFaults({ at, action, where }: ActionPlace): Iterable<Problem> {
  for (const [index, header] of asList(action["httpHeaders"]).entries()) {
    const name = asString(asMap(header)["name"]) ?? "";
    if (/^[-A-Za-z0-9]+$/.test(name) || hasPlaceholder(name)) continue;
    yield {
      at: [...at, "httpHeaders", index],
      message: `${where} sends a header of the name ${showValue(name)}, which is none`,
      help: "Name a header with letters, digits and hyphens.",
    };
  }
  const { scheme } = action;
  if (!isSet(scheme) || scheme === "") return;
  if (scheme === "HTTP" || scheme === "HTTPS") return;
  if (typeof scheme === "string" && hasPlaceholder(scheme)) return;
  yield {
    at: [...at, "scheme"],
    message: `${where} has the scheme ${showValue(scheme)}, which is neither HTTP nor HTTPS`,
    help: "Write HTTP or HTTPS, in capitals.",
  };
}

/** As `validateProbe` and the functions for each kind of probe do; 0 means the default there. */
function* numberFaults({ at, kind, value }: RawProbe, where: string): Iterable<Problem> {
  for (const field of NUMBERS) {
    const fault = numberFault(value[field]);
    const number = showValue(value[field] ?? null);
    if (fault !== undefined) {
      yield { at: [...at, field], message: `${where} has ${field} ${number}, which ${fault}` };
    }
  }
  const { successThreshold: threshold, terminationGracePeriodSeconds: period } = value;
  if (kind !== "readinessProbe" && typeof threshold === "number" && threshold > 1) {
    yield {
      at: [...at, "successThreshold"],
      message: `${where} has successThreshold ${threshold}, which has to be 1`,
      help: "Remove successThreshold: 1 is the default, and only a readinessProbe may have more.",
    };
  }
  if (!isSet(period)) return;
  const fault = periodFault(kind, period);
  if (fault === undefined) return;
  yield {
    at: [...at, "terminationGracePeriodSeconds"],
    message: `${where} has terminationGracePeriodSeconds ${showValue(period)}, which ${fault}`,
  };
}

function numberFault(value: Value | undefined): string | undefined {
  if (!isSet(value) || (typeof value === "string" && hasPlaceholder(value))) return undefined;
  if (typeof value !== "number" || !Number.isInteger(value)) return "is no whole number";
  return value < 0 ? "is negative" : undefined;
}

function periodFault(kind: RawProbe["kind"], value: Value): string | undefined {
  if (kind === "readinessProbe") return "only the other probes may have";
  return value === 0 ? "has to be greater than 0" : numberFault(value);
}

function isSet(value: Value | undefined): value is Exclude<Value, null> {
  return value !== undefined && value !== null;
}

export default rule;
