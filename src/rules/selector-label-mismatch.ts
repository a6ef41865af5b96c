import { nameOfPod } from "../lint/containers/name-of-pod.ts";
import { isPartialWorkload } from "../lint/containers/partial-workload.ts";
import {
  type SelectorCondition,
  selectorConditions,
} from "../lint/containers/workload-selector.ts";
import { defineRule, type Problem, type Rule } from "../lint/rule.ts";
import type { FieldPath } from "../manifest/field-path.ts";
import type { Pod } from "../manifest/pod.ts";
import { asMap, isEmpty, isMap, type ValueMap } from "../manifest/value.ts";

const KINDS = ["Deployment", "ReplicaSet", "StatefulSet", "DaemonSet"];

const rule: Rule = defineRule({
  id: "selector-label-mismatch",
  severity: "error",
  category: "names",
  // An injection adds labels and changes none, so a selector that matches before it still does.
  scope: "lint",
  summary: "A workload selects the pods that it makes.",
  why:
    "The API server rejects a Deployment, ReplicaSet, StatefulSet or DaemonSet whose selector does not match the labels of its pod template. " +
    "In `apps/v1` it also rejects one with an empty selector. The selector cannot be changed later.",
  fix: "Give the pod template the labels that `spec.selector` asks for.",
  links: [
    "https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#selector",
    "https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/",
  ],
  examples: {
    fails: `apiVersion: apps/v1
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
        app: website
    spec:
      containers:
      - name: web
        image: example.com/web:1
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
        tier: front
    spec:
      containers:
      - name: web
        image: example.com/web:1
`,
  },
  *check(pod, context) {
    if (pod.group !== "apps" || !KINDS.includes(pod.kind)) return;
    const labels = asMap(asMap(pod.value["metadata"])["labels"]);
    for (const condition of selectorConditions(pod.workload)) {
      const label = labels[condition.key];
      // What is no string is another fault, and the API server does not come to compare it.
      if (label !== undefined && typeof label !== "string") continue;
      if (label === undefined && context.isSupplied(pod, "labels")) continue;
      if (!condition.isMet(label)) yield mismatch(pod, condition, label);
    }
    if (!context.isSupplied(pod, "selector")) yield* unselected(pod);
  },
});

function mismatch(pod: Pod, condition: SelectorCondition, label: string | undefined): Problem {
  const { at, key, text, wanted } = condition;
  const state = label === undefined ? "do not have that label" : `have ${key} = "${label}"`;
  return {
    at: label === undefined ? nearestField(pod.value) : ["metadata", "labels", key],
    message: `the selector of ${nameOfPod(pod)} asks for ${text}, but its pods ${state}`,
    related: [{ at, of: "workload", message: "selected here" }],
    ...(wanted === undefined
      ? {}
      : {
          help: `Set the label ${key} of the pod template to "${wanted}", or correct the selector.`,
        }),
  };
}

function nearestField(template: ValueMap): FieldPath {
  const { metadata } = template;
  if (!isMap(metadata)) return [];
  return isMap(metadata["labels"]) ? ["metadata", "labels"] : ["metadata"];
}

function unselected(pod: Pod): readonly Problem[] {
  const { workload } = pod;
  // Older versions, which no server has any more, took the labels of the template.
  if (workload["apiVersion"] !== "apps/v1" || isPartialWorkload(pod)) return [];
  const spec = asMap(workload["spec"]);
  const { selector } = spec;
  const whose = nameOfPod(pod);
  // Whether there has to be one is asked of the recogniser (`object-incomplete`).
  if (selector === undefined || selector === null) return [];
  const { matchLabels = null, matchExpressions = null } = asMap(selector);
  if (!isMap(selector) || !isEmpty(matchLabels) || !isEmpty(matchExpressions)) return [];
  const lost = Object.keys(selector).filter((key) => !FIELDS.includes(key));
  const message = `the selector of ${whose} has neither matchLabels nor matchExpressions`;
  const help =
    lost.length === 0
      ? "Add spec.selector.matchLabels with labels of the pod template."
      : `Put ${lost.join(", ")} under matchLabels.`;
  return [{ at: ["spec", "selector"], of: "workload", message, help }];
}

const FIELDS = ["matchLabels", "matchExpressions"];

export default rule;
