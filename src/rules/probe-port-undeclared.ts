import { defineRule, type Rule } from "../lint/rule.ts";

const rule: Rule = defineRule({
  id: "probe-port-undeclared",
  severity: "off",
  category: "ports",
  summary: "A port that is probed is declared.",
  why:
    "A probe may go to a number that no container declares, and works if something listens there. A declared port shows what it is for, and shows a number " +
    "that was changed in one place alone.",
  fix: "Declare the port in the container that listens on it.",
  links: [
    "https://kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/",
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
    - containerPort: 8080
    livenessProbe:
      tcpSocket:
        port: 8081
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
    livenessProbe:
      tcpSocket:
        port: 8080
`,
  },
  *check(pod) {
    const declared = new Set(
      pod.containers.flatMap(({ ports }) => ports.map(({ number }) => number)),
    );
    for (const { name, set, probes } of pod.containers) {
      if (set === "init") continue;
      for (const { at, kind, port, host = "" } of probes) {
        if (typeof port !== "number" || host !== "" || declared.has(port)) continue;
        yield {
          at,
          message: `the ${kind} of container "${name}" goes to port ${port}, which no container declares`,
          help: `Declare port ${port} in container "${name}".`,
        };
      }
    }
  },
});

export default rule;
