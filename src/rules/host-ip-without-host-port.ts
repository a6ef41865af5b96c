import { rawPortsOf } from "../lint/ports/raw-ports.ts";
import { defineRule, type Rule } from "../lint/rule.ts";
import { asMap, asString } from "../manifest/value.ts";

const rule: Rule = defineRule({
  id: "host-ip-without-host-port",
  severity: "warning",
  category: "ports",
  summary: "A port with a `hostIP` has a `hostPort`.",
  why:
    "`hostIP` is the address of the node on which `hostPort` is open. Without a `hostPort` nothing is open there and the field has no effect; " +
    "the API server accepts it with a warning. In the host network `hostPort` is set by Kubernetes.",
  fix: "Add `hostPort`, or remove `hostIP`.",
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
    - containerPort: 8080
      hostIP: 127.0.0.1
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
      hostIP: 127.0.0.1
      hostPort: 8080
`,
  },
  *check(pod) {
    if (pod.hostNetwork) return;
    for (const container of pod.containers) {
      for (const { at, value } of rawPortsOf(container)) {
        const { hostIP, hostPort = null, containerPort } = asMap(value);
        const address = asString(hostIP) ?? "";
        if (address === "" || (hostPort !== null && hostPort !== 0)) continue;
        const port = typeof containerPort === "number" ? `port ${containerPort}` : "a port";
        yield {
          at: [...at, "hostIP"],
          message: `container "${container.name}" declares ${port} with hostIP ${address} but without a hostPort`,
        };
      }
    }
  },
});

export default rule;
