import { podSpec } from "../lint/containers/pod-spec.ts";
import { programOf } from "../lint/programs/find-program.ts";
import { defineRule, type Problem, type Rule } from "../lint/rule.ts";
import { SOURCE_KINDS, sourcesOf } from "../lint/volumes/volume-source.ts";
import type { Pod, Volume } from "../manifest/pod.ts";
import { asList, isMap } from "../manifest/value.ts";
import { nearest } from "../text/nearest.ts";

const rule: Rule = defineRule({
  id: "volume-source-invalid",
  severity: "error",
  category: "volumes",
  summary: "A volume has a name that is a DNS label, and exactly one source.",
  why:
    "The API server rejects a volume with two sources, without a name, or with a name that is no DNS label; a StatefulSet is accepted all the same, and then none of its " +
    "pods can be created. A volume without any source becomes an `emptyDir`, without a word: a source whose name is mistyped turns storage into scratch space that ends with " +
    "the pod, wherever unknown fields are dropped (`kubectl apply` refuses them, many other clients do not). A `projected` volume without sources is an empty directory.",
  fix: "Give the volume one source, and a name of lower-case letters, digits and `-`.",
  links: [
    "https://kubernetes.io/docs/concepts/storage/volumes/",
    "https://kubernetes.io/docs/reference/kubernetes-api/config-and-storage-resources/volume/",
  ],
  examples: {
    fails: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
  - name: web
    image: example.com/web:1
    volumeMounts:
    - name: data
      mountPath: /data
  volumes:
  - name: data
    emptyDir: {}
    persistentVolumeClaim:
      claimName: web
`,
    passes: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
  - name: web
    image: example.com/web:1
    volumeMounts:
    - name: data
      mountPath: /data
  volumes:
  - name: data
    persistentVolumeClaim:
      claimName: web
`,
  },
  *check(pod) {
    yield* namesOf(pod);
    for (const volume of pod.volumes) {
      const [first, second] = sourcesOf(volume);
      if (first === undefined) yield* withoutSource(pod, volume);
      else if (second !== undefined) yield severalSources(volume, first, second);
      yield* emptyProjection(volume);
    }
  },
});

// IsDNS1123Label of k8s.io/apimachinery
const LABEL = /^[a-z0-9](?:[-a-z0-9]{0,61}[a-z0-9])?$/;

function* namesOf(pod: Pod): Generator<Problem> {
  for (const [index, item] of asList(podSpec(pod)["volumes"]).entries()) {
    if (!isMap(item)) continue;
    const { name } = item;
    const at = ["spec", "volumes", index, ...(name === undefined ? [] : ["name"])];
    if (typeof name !== "string" || name === "") {
      const kind = SOURCE_KINDS.find((key) => isMap(item[key]));
      const isGiven = name !== undefined && name !== null && name !== "";
      yield {
        at,
        message: `a volume${kind === undefined ? "" : ` (${kind})`} has ${isGiven ? "a name that is not a string" : "no name"}`,
      };
    } else if (!LABEL.test(name)) {
      yield {
        at,
        message: `the name of the volume "${name}" is not a DNS label (lower-case letters, digits and "-", at most 63)`,
      };
    }
  }
}

function severalSources({ at, name }: Volume, first: string, second: string): Problem {
  return {
    at: [...at, second],
    message: `the volume "${name}" has two sources, "${first}" and "${second}"`,
    related: [{ at: [...at, first], message: "the other source is here" }],
    help: "Keep one of the sources.",
  };
}

function* withoutSource(pod: Pod, { at, name, source }: Volume): Generator<Problem> {
  // The claim takes the place of the volume: https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/
  if (pod.claimTemplates.includes(name)) return;
  const [key, ...others] = Object.keys(source);
  // With more than one key that is unknown here, the source may be one that is newer than this program.
  if (others.length > 0 || key === "emptyDir") return;
  const becomes = "so that it becomes an emptyDir";
  if (key === undefined) {
    if (isOfMesh(pod, name)) return;
    yield {
      at: [...at, "name"],
      message: `the volume "${name}" has no source, ${becomes}`,
      help: "Write `emptyDir: {}` if that is meant, or else the source that the volume should have.",
      severity: "warning",
    };
    return;
  }
  if (SOURCE_KINDS.includes(key)) {
    if (source[key] !== null) return;
    yield {
      at: [...at, key],
      message: `the volume "${name}" has nothing in its source "${key}", ${becomes}`,
      help: `Write what the ${key} is, or \`emptyDir: {}\` if that is meant.`,
      severity: "warning",
    };
    return;
  }
  const meant = nearest(key, SOURCE_KINDS);
  if (meant === undefined) return;
  yield {
    at: [...at, key],
    message: `the volume "${name}" has the unknown source "${key}", ${becomes}`,
    help: `Did you mean "${meant}"?`,
    severity: "warning",
  };
}

// Istio's injector writes volumes without a source, among them `workload-socket` and `credential-socket`.
function isOfMesh({ containers }: Pod, volume: string): boolean {
  const users = containers.filter(({ mounts }) => mounts.some((mount) => mount.volume === volume));
  return users.length > 0 && users.every((user) => programOf(user)?.role === "mesh");
}

function* emptyProjection({ at, name, source }: Volume): Generator<Problem> {
  const { projected } = source;
  if (!isMap(projected) || asList(projected["sources"]).length > 0) return;
  yield {
    at: [...at, "projected"],
    message: `the projected volume "${name}" has no sources, so that it stays empty`,
    help: "List the ConfigMaps, Secrets or tokens under `sources`, or use an `emptyDir`.",
    severity: "warning",
  };
}

export default rule;
