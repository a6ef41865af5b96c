import { defineRule, type Problem, type Rule } from "../lint/rule.ts";
import type { Container, Pod } from "../manifest/pod.ts";
import { asList, asMap, asString } from "../manifest/value.ts";

// The feature gate InPlacePodVerticalScaling is on from this minor version; before, the API server drops the field.
// https://github.com/kubernetes/enhancements/tree/master/keps/sig-node/1287-in-place-update-pod-resources
const FIRST_RESIZABLE = 33;

const RESOURCES = ["cpu", "memory"];
const POLICIES = ["NotRequired", "RestartContainer"];

const rule: Rule = defineRule({
  id: "resize-policy-invalid",
  severity: "error",
  category: "lifecycle",
  summary: "A `resizePolicy` fits its container and the restart policy of its pod.",
  why:
    "A container of a pod with `restartPolicy: Never` is not restarted, so the API server rejects a `resizePolicy` that asks for it there, as well as one for other resources than cpu and memory or two for one of them (validateResizePolicy). " +
    "Kubernetes up to 1.32 knows no `resizePolicy` of init containers: it drops the field, or rejects it where the feature gate InPlacePodVerticalScaling is on.",
  fix: "Use `NotRequired` in pods that are not restarted, once each for cpu and memory, and remove the policy from init containers up to Kubernetes 1.32.",
  links: [
    "https://kubernetes.io/docs/tasks/configure-pod-container/resize-container-resources/",
    "https://github.com/kubernetes/enhancements/tree/master/keps/sig-node/1287-in-place-update-pod-resources",
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
        resizePolicy:
        - resourceName: memory
          restartPolicy: RestartContainer
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
        resizePolicy:
        - resourceName: memory
          restartPolicy: NotRequired
`,
  },
  *check(pod, { kubeMinor }) {
    for (const container of pod.containers) {
      if (asList(container.value["resizePolicy"]).length === 0) continue;
      if (kubeMinor >= FIRST_RESIZABLE) yield* entryProblems(pod, container);
      else if (container.set !== "app") yield droppedProblem(container, kubeMinor);
    }
  },
});

function droppedProblem({ at, name }: Container, kubeMinor: number): Problem {
  return {
    at: [...at, "resizePolicy"],
    message: `init container "${name}" has a resizePolicy, which Kubernetes 1.${kubeMinor} knows only for app containers`,
    help: "Remove the resizePolicy, or use Kubernetes 1.33 or newer.",
    severity: "warning",
  };
}

function* entryProblems(pod: Pod, { at, name, value }: Container): Iterable<Problem> {
  const seen = new Set<string>();
  for (const [index, item] of asList(value["resizePolicy"]).entries()) {
    const entry = [...at, "resizePolicy", index];
    const resource = asString(asMap(item)["resourceName"]);
    const policy = asString(asMap(item)["restartPolicy"]);
    if (resource === undefined || policy === undefined) continue;
    const said = `the resizePolicy of container "${name}"`;
    if (!RESOURCES.includes(resource) || seen.has(resource)) {
      const fault = seen.has(resource) ? `lists "${resource}" twice` : `names "${resource}"`;
      yield {
        at: [...entry, "resourceName"],
        message: `${said} ${fault}`,
        help: "Name cpu and memory, each at most once.",
      };
    }
    seen.add(resource);
    if (!POLICIES.includes(policy)) {
      yield {
        at: [...entry, "restartPolicy"],
        message: `${said} has restartPolicy "${policy}"`,
        help: "Use NotRequired or RestartContainer.",
      };
    } else if (policy !== "NotRequired" && pod.restartPolicy === "Never") {
      yield {
        at: [...entry, "restartPolicy"],
        message: `${said} restarts it for ${resource}, but the pod has restartPolicy Never`,
        help: "Use NotRequired, or another restartPolicy of the pod.",
      };
    }
  }
}

export default rule;
