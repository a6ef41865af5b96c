import { containersOf } from "../lint/injected-container.ts";
import { defineRule, type Rule } from "../lint/rule.ts";
import type { Pod } from "../manifest/pod.ts";

const ENDING_KINDS = new Set(["Job", "CronJob", "AdvancedCronJob"]);

const rule: Rule = defineRule({
  id: "sidecar-outlives-job",
  severity: "error",
  category: "lifecycle",
  summary: "In a pod that is meant to end, sidecars are native.",
  why:
    "A pod with `restartPolicy: OnFailure` or `Never` has ended when all of its app containers have. A sidecar among them never ends, " +
    "so the Job never completes. Native sidecars are stopped when the app is done.",
  fix: "Inject it as a native sidecar (`lifecycle: native`, Kubernetes 1.29 or newer), or leave it out of this workload.",
  links: [
    "https://kubernetes.io/docs/concepts/workloads/pods/sidecar-containers/#jobs-with-sidecar-containers",
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
    for (const sidecar of pod.injected.filter(({ lifecycle }) => lifecycle === "classic")) {
      for (const container of containersOf(pod, sidecar)) {
        yield {
          at: [...container.at, "name"],
          message:
            `container "${container.name}" of sidecar "${sidecar.template}" never ends, ` +
            `so ${pod.kind} "${pod.name}" never completes${policyText(pod)}`,
        };
      }
    }
  },
});

function isMeantToEnd({ kind, restartPolicy }: Pod): boolean {
  return restartPolicy === "OnFailure" || restartPolicy === "Never" || ENDING_KINDS.has(kind);
}

function policyText({ restartPolicy }: Pod): string {
  return restartPolicy === undefined ? "" : ` (restartPolicy ${restartPolicy})`;
}

export default rule;
