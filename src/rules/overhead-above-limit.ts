import { partsOf } from "../lint/programs/sidecars.ts";
import { addedRequests } from "../lint/resources/overhead.ts";
import { requirementsOf } from "../lint/resources/resources.ts";
import { defineRule, type Problem, type Rule } from "../lint/rule.ts";
import type { Container, Pod } from "../manifest/pod.ts";
import { formatQuantity, parseQuantity, type Quantity } from "../manifest/quantity.ts";

const rule: Rule = defineRule({
  id: "overhead-above-limit",
  severity: "error",
  category: "resources",
  pitfall: "resource overhead",
  summary: "The sidecars of a pod request no more than they are allowed to.",
  why:
    "Sidecars cost their requests in every pod, and nobody sees the sum. `--max-overhead` says what all sidecars of one pod may add to the request that the scheduler reserves for it; " +
    "without that option nothing is checked. An init container that needs more than the app leaves room for sidecars that cost nothing.",
  fix: "Lower the requests of the sidecars, or leave one of them out.",
  links: [
    "https://kubernetes.io/docs/concepts/workloads/pods/sidecar-containers/",
    "https://github.com/kubernetes/enhancements/tree/master/keps/sig-node/753-sidecar-containers#resources-calculation-for-scheduling-and-pod-admission",
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
    resources:
      requests:
        cpu: 200m
  containers:
  - name: web
    image: example.com/web:1
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
    resources:
      requests:
        cpu: 100m
  containers:
  - name: web
    image: example.com/web:1
`,
    options: { maxOverhead: { cpu: "100m" } },
  },
  *check(pod, { maxOverhead }) {
    if (maxOverhead === undefined || partsOf(pod).sidecars.length === 0) return;
    const added = addedRequests(pod);
    for (const [resource, text] of Object.entries(maxOverhead)) {
      const allowed = parseQuantity(text);
      const amount = added.get(resource) ?? 0n;
      if (allowed === undefined || amount <= allowed) continue;
      yield* problemsOf(pod, resource, { amount, allowed });
    }
  },
});

interface Excess {
  readonly amount: Quantity;
  readonly allowed: Quantity;
}

function* problemsOf(pod: Pod, resource: string, excess: Excess): Iterable<Problem> {
  const { sidecars } = partsOf(pod);
  const requestOf = (container: Container) =>
    requirementsOf(container).requests.get(resource) ?? 0n;
  const shown = (quantity: Quantity) => formatQuantity(quantity, resource);
  const [largest, ...others] = sidecars
    .map(({ container }) => container)
    .toSorted((a, b) => Number(requestOf(b) - requestOf(a)));
  if (largest === undefined) return;
  yield {
    at: [...largest.at, "name"],
    message: `the sidecars add ${shown(excess.amount)} of ${resource} to the pod, more than the ${shown(excess.allowed)} of --max-overhead`,
    related: others.map((container) => ({
      at: [...container.at, "name"],
      message: `sidecar "${container.name}" requests ${shown(requestOf(container))}`,
    })),
    help: `Lower the requests of the sidecars, or leave one of them out; "${largest.name}" has the highest with ${shown(requestOf(largest))}.`,
  };
}

export default rule;
