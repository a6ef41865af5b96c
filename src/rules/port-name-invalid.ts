import { hasPlaceholder } from "../lint/containers/placeholder.ts";
import { portNameFault, validPortName } from "../lint/ports/port-name.ts";
import { rawPortsOf } from "../lint/ports/raw-ports.ts";
import { defineRule, type Rule } from "../lint/rule.ts";
import { showValue } from "../manifest/show-value.ts";
import { asMap, type Value } from "../manifest/value.ts";

const rule: Rule = defineRule({
  id: "port-name-invalid",
  severity: "error",
  category: "ports",
  summary: "The name of a port is an IANA service name.",
  why:
    "The API server rejects a port whose name has more than 15 characters, other characters than a-z, 0-9 and -, no letter, " +
    "two hyphens in a row, or a hyphen at an end. Most schemas of Kubernetes do not say so.",
  fix: "Use a short name of small letters, such as http or metrics, also where Services and probes refer to it.",
  links: [
    "https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/#ports",
    "https://www.rfc-editor.org/rfc/rfc6335#section-5.1",
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
    - name: prometheus-metrics
      containerPort: 9102
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
    - name: metrics
      containerPort: 9102
`,
  },
  *check(pod) {
    for (const container of pod.containers) {
      for (const { at, value } of rawPortsOf(container)) {
        const { name } = asMap(value);
        const fault = faultOf(name);
        if (name === undefined || fault === undefined) continue;
        const near = typeof name === "string" ? validPortName(name) : undefined;
        yield {
          at: [...at, "name"],
          message: `container "${container.name}" has a port of the name ${showValue(name)}, which ${fault}`,
          ...(near === undefined
            ? {}
            : {
                help: `Use a name such as "${near}", also where Services and probes refer to it.`,
              }),
        };
      }
    }
  },
});

function faultOf(name: Value | undefined): string | undefined {
  if (name === undefined || name === null || name === "") return undefined;
  if (typeof name !== "string") return "is no text";
  return hasPlaceholder(name) ? undefined : portNameFault(name);
}

export default rule;
