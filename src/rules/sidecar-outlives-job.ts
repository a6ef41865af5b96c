import { nameOfPod } from "../lint/containers/name-of-pod.ts";
import { endingOf } from "../lint/lifecycle/ending.ts";
import { isMeantToEnd, isOfEndingKind } from "../lint/lifecycle/meant-to-end.ts";
import { partsOf } from "../lint/programs/sidecars.ts";
import { defineRule, type Rule } from "../lint/rule.ts";
import type { Pod } from "../manifest/pod.ts";

const HELP =
  "Move it to initContainers with restartPolicy Always (Kubernetes 1.29 or newer), or let the app end it when it is done.";

const rule: Rule = defineRule({
  id: "sidecar-outlives-job",
  severity: "error",
  category: "lifecycle",
  pitfall: "lifecycle tied to the app",
  summary: "In a pod that is meant to end, sidecars are native.",
  why:
    "A pod with `restartPolicy: OnFailure` or `Never` has ended when all of its app containers have. A sidecar among them never ends, " +
    "so the Job never completes: its lifecycle is tied to the app, a pitfall of the sidecar pattern. Native sidecars are stopped when the app is done. " +
    "Where a manifest shows how the sidecar is brought to an end (a request to `/quitquitquit`, `kill`, a wrapper such as linkerd-await), nothing is said.",
  fix: "Inject it as a native sidecar (`lifecycle: native`, Kubernetes 1.29 or newer), or leave it out of this workload.",
  links: [
    "https://kubernetes.io/docs/concepts/workloads/pods/sidecar-containers/#jobs-with-sidecar-containers",
    "https://github.com/kubernetes/kubernetes/issues/25908",
  ],
  examples: {
    fails: `apiVersion: batch/v1
kind: Job
metadata:
  name: report
spec:
  template:
    spec:
      restartPolicy: Never
      containers:
      - name: report
        image: example.com/report:1
      - name: fluent-bit
        image: example.com/fluent-bit:1
`,
    passes: `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  selector:
    matchLabels:
      app: web
  template:
    metadata:
      labels:
        app: web
    spec:
      containers:
      - name: web
        image: example.com/web:1
      - name: fluent-bit
        image: example.com/fluent-bit:1
`,
    injected: [
      {
        template: "fluent-bit",
        role: "logging",
        lifecycle: "classic",
        containers: ["fluent-bit"],
        shared: [],
      },
    ],
  },
  *check(pod) {
    if (!isMeantToEnd(pod)) return;
    for (const { container, injected, program } of partsOf(pod).sidecars) {
      if (container.set !== "app") continue;
      const ending = injected === undefined ? endingOf(pod, container) : "no";
      if (ending === "yes") continue;
      // A pod of its own with such a policy may be meant to run as long as its node.
      const isSure = injected !== undefined || (ending === "no" && isOfEndingKind(pod));
      const what =
        injected === undefined ? programText(program?.name) : ` of sidecar "${injected.template}"`;
      yield {
        at: [...container.at, "name"],
        message:
          `container "${container.name}"${what} never ends, ` +
          `so ${nameOfPod(pod)} never completes${policyText(pod)}`,
        ...(isSure ? {} : { severity: "warning" as const }),
        ...(injected === undefined ? { help: HELP } : {}),
      };
    }
  },
});

function programText(name: string | undefined): string {
  return name === undefined ? "" : ` (${name})`;
}

function policyText({ restartPolicy }: Pod): string {
  return restartPolicy === undefined ? "" : ` (restartPolicy ${restartPolicy})`;
}

export default rule;
