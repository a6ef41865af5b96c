import { podSpec } from "../lint/containers/pod-spec.ts";
import { defineRule, type Rule } from "../lint/rule.ts";
import type { FieldPath } from "../manifest/field-path.ts";
import type { Pod } from "../manifest/pod.ts";
import { asList, asMap, asString } from "../manifest/value.ts";

const rule: Rule = defineRule({
  id: "container-name-duplicate",
  severity: "error",
  category: "names",
  summary: "A container name stands for one container of the pod.",
  why:
    "`containers`, `initContainers` and `ephemeralContainers` share their names: logs, exec and status know containers by name alone. " +
    "The API server rejects a repeated one.",
  fix: "Rename one of the containers, or delete the one that is there twice.",
  links: [
    "https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/#Container",
  ],
  examples: {
    fails: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  initContainers:
  - name: envoy
    image: example.com/envoy:1
    restartPolicy: Always
  containers:
  - name: web
    image: example.com/web:1
  - name: envoy
    image: example.com/envoy:1
`,
    passes: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  initContainers:
  - name: envoy
    image: example.com/envoy:1
    restartPolicy: Always
  containers:
  - name: web
    image: example.com/web:1
`,
  },
  *check(pod) {
    const taken = new Map<string, NamedContainer>();
    for (const container of namedContainers(pod)) {
      const first = taken.get(container.name);
      if (first === undefined) {
        taken.set(container.name, container);
        continue;
      }
      const lists =
        first.list === container.list
          ? `by two of ${first.list}`
          : `by one of ${first.list} and by one of ${container.list}`;
      yield {
        at: container.at,
        message: `the container name "${container.name}" is used ${lists}`,
        related: [{ at: first.at, message: "first used here" }],
      };
    }
  },
});

interface NamedContainer {
  readonly name: string;
  readonly list: string;
  readonly at: FieldPath;
}

function namedContainers(pod: Pod): readonly NamedContainer[] {
  const listed = pod.containers.map(({ name, set, at }) => ({
    name,
    list: set === "app" ? "containers" : "initContainers",
    at: [...at, "name"],
  }));
  const list = "ephemeralContainers";
  const ephemeral = asList(podSpec(pod)[list]).flatMap((value, index) => {
    const name = asString(asMap(value)["name"]);
    return name === undefined ? [] : [{ name, list, at: ["spec", list, index, "name"] }];
  });
  return [...listed, ...ephemeral];
}

export default rule;
