import { sidesOf } from "../lint/containers/injected-container.ts";
import { isLiveObject } from "../lint/containers/live-object.ts";
import { longRunning } from "../lint/containers/long-running.ts";
import { programOf, requestedPrograms, requestsFor } from "../lint/programs/find-program.ts";
import type { KnownProgram } from "../lint/programs/known-program.ts";
import { defineRule, type Problem, type Rule } from "../lint/rule.ts";
import type { Container, Pod } from "../manifest/pod.ts";

const rule: Rule = defineRule({
  id: "sidecar-duplicate",
  severity: "warning",
  category: "names",
  summary: "A pod has one proxy of a mesh, from one source.",
  why:
    "Two proxies of the same mesh in one pod listen on the same ports and take each other's traffic. " +
    "Where a manifest has the proxy and asks a webhook for it too, some injectors add a second one, others leave the pod alone, so that upgrades of the mesh pass it by.",
  fix: "Remove the container and let the injector of the mesh add it, or remove the label or annotation that asks for it.",
  links: [
    "https://istio.io/latest/docs/setup/additional-setup/sidecar-injection/",
    "https://linkerd.io/2/features/proxy-injection/",
    "https://docs.dapr.io/operations/hosting/kubernetes/kubernetes-overview/",
  ],
  examples: {
    fails: `apiVersion: v1
kind: Pod
metadata:
  name: web
  annotations:
    dapr.io/enabled: "true"
spec:
  containers:
  - name: web
    image: example.com/web:1
  - name: dapr
    image: daprio/daprd:1.14.4
`,
    passes: `apiVersion: v1
kind: Pod
metadata:
  name: web
  annotations:
    dapr.io/enabled: "true"
spec:
  containers:
  - name: web
    image: example.com/web:1
`,
  },
  *check(pod) {
    // An init container may run the image of the proxy to prepare the network.
    const proxies = longRunning(pod).flatMap((container): readonly Proxy[] => {
      const program = programOf(container);
      return program?.role === "mesh" ? [{ container, program }] : [];
    });
    if (proxies.length === 0) return;
    yield* twice(pod, proxies);
    yield* requestedToo(pod, proxies);
  },
});

interface Proxy {
  readonly container: Container;
  readonly program: KnownProgram;
}

function* twice(pod: Pod, proxies: readonly Proxy[]): Generator<Problem> {
  if (hasManyServices(pod)) return;
  const seen = new Map<KnownProgram, Container>();
  for (const { container, program } of proxies) {
    const before = seen.get(program);
    seen.set(program, before ?? container);
    // The same name twice is a fault of its own.
    if (before === undefined || before.name === container.name) continue;
    const [shown, other] = sidesOf(pod, [before, container]);
    yield {
      at: [...shown.at, "name"],
      message: `containers "${shown.name}" and "${other.name}" both run ${program.name}`,
      related: [{ at: [...other.at, "name"], message: "the other one" }],
      help: "Remove one of the two containers.",
    };
  }
}

// Consul gives a pod of several services a proxy for each:
// https://developer.hashicorp.com/consul/docs/k8s/annotations-and-labels (connect-service)
function hasManyServices({ annotations }: Pod): boolean {
  return annotations["consul.hashicorp.com/connect-service"]?.includes(",") === true;
}

/** What injectors leave on pods that they are through with. */
const INJECTED_MARKS = [
  "sidecar.istio.io/status",
  "linkerd.io/created-by",
  "linkerd.io/proxy-version",
  "dapr.io/sidecar-injected",
  "consul.hashicorp.com/connect-inject-status",
  "kuma.io/sidecar-injected",
];

function* requestedToo(pod: Pod, proxies: readonly Proxy[]): Generator<Problem> {
  const requested = requestedPrograms(pod);
  if (requested.length === 0 || isLiveObject(pod) || isInjected(pod)) return;
  for (const { container, program } of proxies) {
    if (!requested.includes(program) || !hasImage(container)) continue;
    yield {
      at: [...container.at, "image"],
      message: `container "${container.name}" runs ${program.name}, and the pod asks a webhook for it too`,
      related: requestsFor(pod, program).map((at) => ({ at, message: "asked for here" })),
    };
  }
}

function isInjected({ annotations, labels }: Pod): boolean {
  return INJECTED_MARKS.some(
    (mark) => annotations[mark] !== undefined || labels[mark] !== undefined,
  );
}

// `image: auto` is how Istio lets people customise what it injects.
// https://istio.io/latest/docs/setup/additional-setup/sidecar-injection/#customizing-injection
function hasImage({ image }: Container): boolean {
  return image !== "" && image !== "auto";
}

export default rule;
