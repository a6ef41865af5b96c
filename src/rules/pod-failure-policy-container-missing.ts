import { nameOfPod } from "../lint/containers/name-of-pod.ts";
import { jobSpecOf } from "../lint/lifecycle/job-spec.ts";
import { defineRule, type Rule } from "../lint/rule.ts";
import { asList, asMap, asString } from "../manifest/value.ts";

const rule: Rule = defineRule({
  id: "pod-failure-policy-container-missing",
  severity: "error",
  category: "lifecycle",
  scope: "lint",
  summary: "A `podFailurePolicy` names containers that its pods have.",
  why:
    "A rule on exit codes can be held to one container, by its name. Kubernetes rejects the Job or CronJob if neither `containers` nor `initContainers` of its pods has one of that name " +
    "(validatePodFailurePolicyRuleOnExitCodes), as happens when a container is renamed.",
  fix: "Set `containerName` to the name of a container of the pod template, or remove it to mean all containers.",
  links: [
    "https://kubernetes.io/docs/concepts/workloads/controllers/job/#pod-failure-policy",
    "https://kubernetes.io/docs/tasks/job/pod-failure-policy/",
  ],
  examples: {
    fails: `apiVersion: batch/v1
kind: Job
metadata:
  name: report
spec:
  podFailurePolicy:
    rules:
    - action: FailJob
      onExitCodes:
        containerName: main
        operator: In
        values: [42]
  template:
    spec:
      restartPolicy: Never
      containers:
      - name: report
        image: example.com/report:1
`,
    passes: `apiVersion: batch/v1
kind: Job
metadata:
  name: report
spec:
  podFailurePolicy:
    rules:
    - action: FailJob
      onExitCodes:
        containerName: report
        operator: In
        values: [42]
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
    if (job === undefined) return;
    const rules = asList(asMap(job.value["podFailurePolicy"])["rules"]);
    for (const [index, one] of rules.entries()) {
      const name = asString(asMap(asMap(one)["onExitCodes"])["containerName"]);
      if (name === undefined || pod.containers.some((container) => container.name === name)) {
        continue;
      }
      yield {
        of: "workload",
        at: [...job.at, "podFailurePolicy", "rules", index, "onExitCodes", "containerName"],
        message: `the podFailurePolicy of ${nameOfPod(pod)} names container "${name}", which its pods do not have`,
        help: helpOf(pod.containers.map((container) => container.name)),
      };
    }
  },
});

function helpOf(names: readonly string[]): string {
  const list = names.map((name) => `"${name}"`).join(", ");
  return `Name one of the pod's containers (${list}), or none to mean all of them.`;
}

export default rule;
