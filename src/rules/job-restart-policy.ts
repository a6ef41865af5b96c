import { nameOfPod } from "../lint/containers/name-of-pod.ts";
import { jobSpecOf } from "../lint/lifecycle/job-spec.ts";
import { defineRule, type Rule } from "../lint/rule.ts";
import { isMap } from "../manifest/value.ts";

const rule: Rule = defineRule({
  id: "job-restart-policy",
  severity: "error",
  category: "lifecycle",
  scope: "lint",
  summary: "The pods of a Job have the `restartPolicy` OnFailure or Never.",
  why:
    "The pods of a Job are meant to end, so the API server takes no other restart policy for them, and the default is Always (validateJobSpec). " +
    "With a `podFailurePolicy` it takes only Never, as the kubelet would otherwise restart containers before the policy sees that they failed.",
  fix: "Set `restartPolicy` of the pod template to `Never` or `OnFailure`, and to `Never` with a `podFailurePolicy`.",
  links: [
    "https://kubernetes.io/docs/concepts/workloads/controllers/job/#pod-template",
    "https://kubernetes.io/docs/concepts/workloads/controllers/job/#pod-failure-policy",
  ],
  examples: {
    fails: `apiVersion: batch/v1
kind: Job
metadata:
  name: report
spec:
  template:
    spec:
      restartPolicy: Always
      containers:
      - name: report
        image: example.com/report:1
`,
    passes: `apiVersion: batch/v1
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
`,
  },
  *check(pod) {
    const job = jobSpecOf(pod);
    const spec = pod.value["spec"];
    if (job === undefined || !isMap(spec)) return;
    const workload = nameOfPod(pod);
    const { restartPolicy: policy } = pod;
    if (policy === undefined) {
      // A JobSet sets it to OnFailure.
      if (pod.kind === "JobSet") return;
      const [first] = pod.containers;
      if (first === undefined || spec["restartPolicy"] !== undefined) return;
      yield {
        at: [...first.at, "name"],
        message: `the pods of ${workload} have no restartPolicy, which means Always`,
        help: "Set restartPolicy of the pod template to Never or OnFailure.",
      };
      return;
    }
    if (policy !== "OnFailure" && policy !== "Never") {
      yield {
        at: ["spec", "restartPolicy"],
        message: `the pods of ${workload} have restartPolicy "${policy}"`,
        help: "Set it to Never or OnFailure.",
      };
      return;
    }
    if (policy === "Never" || !isMap(job.value["podFailurePolicy"])) return;
    yield {
      at: ["spec", "restartPolicy"],
      message: `the pods of ${workload} have restartPolicy "${policy}", but its podFailurePolicy needs Never`,
      related: [
        {
          of: "workload",
          at: [...job.at, "podFailurePolicy"],
          message: "the podFailurePolicy is here",
        },
      ],
      help: "Set it to Never, or remove the podFailurePolicy.",
    };
  },
});

export default rule;
