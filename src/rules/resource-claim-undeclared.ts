import { podSpec } from "../lint/containers/pod-spec.ts";
import { defineRule, type Rule } from "../lint/rule.ts";
import type { Container } from "../manifest/pod.ts";
import { asList, asMap, asString, type Value } from "../manifest/value.ts";

const rule: Rule = defineRule({
  id: "resource-claim-undeclared",
  severity: "error",
  category: "resources",
  summary: "Every resource claim that a container uses is a claim of its pod.",
  why:
    "A container gets a device by the name of a claim in `spec.resourceClaims`. The API server rejects a pod whose container names another one. " +
    "A StatefulSet is accepted all the same, and then none of its pods can be created.",
  fix: "Add the claim to `resourceClaims` of the pod, or correct the name.",
  links: ["https://kubernetes.io/docs/concepts/scheduling-eviction/dynamic-resource-allocation/"],
  examples: {
    fails: `apiVersion: v1
kind: Pod
metadata:
  name: train
spec:
  resourceClaims:
  - name: gpus
    resourceClaimTemplateName: gpus
  containers:
  - name: train
    image: example.com/train:1
    resources:
      claims:
      - name: gpu
`,
    passes: `apiVersion: v1
kind: Pod
metadata:
  name: train
spec:
  resourceClaims:
  - name: gpu
    resourceClaimTemplateName: gpu
  containers:
  - name: train
    image: example.com/train:1
    resources:
      claims:
      - name: gpu
`,
  },
  *check(pod) {
    for (const container of pod.containers) {
      const used = claimsOf(container);
      if (used.length === 0) continue;
      const declared = asList(podSpec(pod)["resourceClaims"]).map(nameOf);
      for (const [index, name] of used.entries()) {
        if (name === undefined || declared.includes(name)) continue;
        yield {
          at: [...container.at, "resources", "claims", index, "name"],
          message: `container "${container.name}" uses the resource claim "${name}", but the pod has no such claim`,
        };
      }
    }
  },
});

function claimsOf({ value }: Container): readonly (string | undefined)[] {
  return asList(asMap(value["resources"])["claims"]).map(nameOf);
}

function nameOf(claim: Value): string | undefined {
  return asString(asMap(claim)["name"]);
}

export default rule;
