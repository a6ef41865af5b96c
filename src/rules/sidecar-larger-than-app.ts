import { partsOf } from "../lint/programs/sidecars.ts";
import { replicasOf } from "../lint/resources/replicas.ts";
import { requestPlace } from "../lint/resources/request-place.ts";
import { requirementsOf } from "../lint/resources/resources.ts";
import { defineRule, type Problem, type Rule } from "../lint/rule.ts";
import type { Container, Pod } from "../manifest/pod.ts";
import { formatQuantity, ONE, type Quantity } from "../manifest/quantity.ts";

const rule: Rule = defineRule({
  id: "sidecar-larger-than-app",
  severity: "info",
  category: "resources",
  pitfall: "independent scaling",
  summary: "A sidecar is smaller than the app that it helps.",
  why:
    "Independent scaling is what the sidecar pattern gives up: a sidecar scales with its app, one for one. One that needs more than the app does is a load of its own, which every replica of the app pays for again. " +
    "The scheduler also looks for a node that has room for both. Up to 100m of cpu and 128Mi of memory are too little to mention.",
  fix: "Consider a service of its own for it, which scales by itself, or lower its requests to what it uses.",
  links: [
    "https://learn.microsoft.com/en-us/azure/architecture/patterns/sidecar",
    "https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/",
  ],
  examples: {
    fails: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  initContainers:
  - name: cache
    image: example.com/cache:1
    restartPolicy: Always
    resources:
      requests:
        memory: 2Gi
  containers:
  - name: web
    image: example.com/web:1
    resources:
      requests:
        memory: 256Mi
`,
    passes: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  initContainers:
  - name: cache
    image: example.com/cache:1
    restartPolicy: Always
    resources:
      requests:
        memory: 64Mi
  containers:
  - name: web
    image: example.com/web:1
    resources:
      requests:
        memory: 256Mi
`,
  },
  *check(pod) {
    const { sidecars, app } = partsOf(pod);
    for (const { container } of sidecars) {
      const larger = (["cpu", "memory"] as const).flatMap((resource) =>
        compare(container, app, resource),
      );
      if (larger.length > 0) yield problemOf(pod, container, larger);
    }
  },
});

/** Up to this, a sidecar costs little, whatever its app requests: a tenth of a core, 128 MiB. */
const LITTLE: Readonly<Record<"cpu" | "memory", Quantity>> = {
  cpu: ONE / 10n,
  memory: 128n * 2n ** 20n * ONE,
};

interface Comparison {
  readonly resource: string;
  readonly sidecar: Quantity;
  readonly app: Quantity;
}

/** Returns the two requests where both are known and the sidecar's is the higher one. */
function compare(
  container: Container,
  app: readonly Container[],
  resource: "cpu" | "memory",
): readonly Comparison[] {
  const sidecar = requirementsOf(container).requests.get(resource);
  if (sidecar === undefined || sidecar <= LITTLE[resource]) return [];
  const requests = app.map((one) => requirementsOf(one).requests.get(resource) ?? 0n);
  // One app container without a request can need any amount.
  if (requests.length === 0 || requests.includes(0n)) return [];
  const together = requests.reduce((sum, request) => sum + request, 0n);
  return sidecar > together ? [{ resource, sidecar, app: together }] : [];
}

function problemOf(pod: Pod, container: Container, larger: readonly Comparison[]): Problem {
  const amounts = (side: "sidecar" | "app", times = 1n) =>
    larger
      .map(
        ({ resource, [side]: quantity }) =>
          `${formatQuantity(quantity * times, resource)} of ${resource}`,
      )
      .join(" and ");
  const replicas = replicasOf(pod) ?? 1;
  return {
    at: requestPlace(container, larger[0]?.resource ?? "cpu"),
    message: `sidecar "${container.name}" requests ${amounts("sidecar")}, more than the ${amounts("app")} of the app`,
    ...(replicas > 1
      ? {
          help: `Consider a service of its own for it, which scales by itself: with ${replicas} replicas it takes ${amounts("sidecar", BigInt(replicas))} in total.`,
        }
      : {}),
  };
}

export default rule;
