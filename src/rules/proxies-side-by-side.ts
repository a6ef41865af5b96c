import { containersOf } from "../lint/containers/injected-container.ts";
import { defineRule, type Problem, type Rule } from "../lint/rule.ts";
import type { InjectedSidecar, Pod } from "../manifest/pod.ts";

const rule: Rule = defineRule({
  id: "proxies-side-by-side",
  severity: "warning",
  category: "ports",
  summary: "Of two proxies in a pod, one stands in front of the other.",
  why:
    "Two proxies that are both injected in front of the same port of the app do not see each other's traffic: what comes in over the one, with TLS, " +
    "goes past the other, which asks for a login.",
  fix: "Let the outer proxy stand in front of the port of the inner one.",
  links: ["https://kubernetes.io/docs/concepts/workloads/pods/sidecar-containers/"],
  examples: {
    fails: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  initContainers:
  - name: login
    image: example.com/login:1
    restartPolicy: Always
    ports:
    - name: login
      containerPort: 4180
  - name: tls
    image: example.com/tls:1
    restartPolicy: Always
    ports:
    - name: tls
      containerPort: 8443
  containers:
  - name: web
    image: example.com/web:1
    ports:
    - name: http
      containerPort: 8080
`,
    passes: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  initContainers:
  - name: login
    image: example.com/login:1
    restartPolicy: Always
    ports:
    - name: login
      containerPort: 4180
  containers:
  - name: web
    image: example.com/web:1
    ports:
    - name: http
      containerPort: 8080
`,
    injected: [
      {
        template: "login",
        role: "security",
        lifecycle: "native",
        containers: ["login"],
        shared: [],
        front: { port: 4180, of: 8080 },
      },
      {
        template: "tls",
        role: "proxy",
        lifecycle: "native",
        containers: ["tls"],
        shared: [],
        front: { port: 8443, of: 8080 },
      },
    ],
  },
  *check(pod) {
    const proxies = pod.injected.filter((sidecar) => sidecar.front !== undefined);
    for (const [index, outer] of proxies.entries()) {
      const inner = proxies.slice(0, index).find(({ front }) => front?.of === outer.front?.of);
      if (inner !== undefined) yield* sideBySide(pod, inner, outer);
    }
  },
});

function* sideBySide(pod: Pod, inner: InjectedSidecar, outer: InjectedSidecar): Generator<Problem> {
  const [first] = containersOf(pod, inner);
  const [second] = containersOf(pod, outer);
  if (first === undefined || second === undefined) return;
  const { template } = outer;
  yield {
    at: [...second.at, "name"],
    message: `"${inner.template}" and "${template}" both stand in front of port ${outer.front?.of} of the app: what comes in over one goes past the other`,
    related: [{ at: [...first.at, "name"], message: "the other proxy" }],
    help: `Let one stand in front of the other's port, e.g. "${template}" in front of port ${inner.front?.port} of "${inner.template}".`,
  };
}

export default rule;
