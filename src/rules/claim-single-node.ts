import { nameOfPod } from "../lint/containers/name-of-pod.ts";
import { podSpec } from "../lint/containers/pod-spec.ts";
import {
  defineRule,
  type Problem,
  type Related,
  type Rule,
  type RuleContext,
} from "../lint/rule.ts";
import { minReplicas } from "../lint/services/autoscaler.ts";
import type { FieldPath } from "../manifest/field-path.ts";
import type { InputObject } from "../manifest/input-object.ts";
import type { Pod } from "../manifest/pod.ts";
import { asList, asMap, asString, canonicalJson } from "../manifest/value.ts";

const rule: Rule = defineRule({
  id: "claim-single-node",
  severity: "warning",
  category: "volumes",
  summary: "A claim that several pods share can be mounted by several nodes.",
  why:
    "A volume with the access mode ReadWriteOnce is mounted by one node at a time, and one with ReadWriteOncePod by one pod. " +
    "Further pods that land on other nodes wait for it for ever (`Multi-Attach error`). Kubernetes accepts the manifest silently.",
  fix: "Use a claim with ReadWriteMany or ReadOnlyMany, `volumeClaimTemplates` of a StatefulSet, or a single replica.",
  links: ["https://kubernetes.io/docs/concepts/storage/persistent-volumes/#access-modes"],
  examples: {
    fails: `apiVersion: v1
kind: PersistentVolumeClaim
metadata:
  name: logs
spec:
  accessModes: [ReadWriteOnce]
---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  replicas: 3
  template:
    spec:
      containers:
      - name: web
        image: example.com/web:1
      volumes:
      - name: logs
        persistentVolumeClaim:
          claimName: logs
`,
    passes: `apiVersion: v1
kind: PersistentVolumeClaim
metadata:
  name: logs
spec:
  accessModes: [ReadWriteMany]
---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  replicas: 3
  template:
    spec:
      containers:
      - name: web
        image: example.com/web:1
      volumes:
      - name: logs
        persistentVolumeClaim:
          claimName: logs
`,
  },
  *check(pod, context) {
    for (const { at, name, source } of pod.volumes) {
      const claimName = asString(asMap(source["persistentVolumeClaim"])["claimName"]);
      // A claim template of the name takes the place of the volume.
      if (claimName === undefined || pod.claimTemplates.includes(name)) continue;
      const several = severalPods(pod, context);
      if (several === undefined) return;
      const { claim, limit } = loosest(context.claimsOf(pod, claimName)) ?? {};
      if (claim === undefined || limit === undefined) continue;
      if (limit === "node" && isOnOneNode(pod)) continue;
      yield problem({
        pod,
        claim,
        limit,
        several,
        at: [...at, "persistentVolumeClaim", "claimName"],
      });
    }
  },
});

/** What makes several pods of a workload, e.g. `runs 3 replicas`, and where that is said. */
interface Several {
  readonly text: string;
  readonly related: readonly Related[];
}

function severalPods(pod: Pod, context: RuleContext): Several | undefined {
  if (pod.kind === "DaemonSet") return { text: "runs on every node", related: [] };
  const autoscaler = context.autoscalersOf(pod).find((one) => minReplicas(one) > 1);
  if (autoscaler !== undefined) {
    const { object } = autoscaler;
    return {
      text: `has at least ${minReplicas(autoscaler)} replicas`,
      related: [
        { at: ["spec", "minReplicas"], of: object, message: "the autoscaler keeps so many" },
      ],
    };
  }
  const { replicas } = asMap(pod.workload["spec"]);
  if (typeof replicas !== "number" || replicas <= 1) return undefined;
  return {
    text: `has ${replicas} replicas`,
    related: [{ at: ["spec", "replicas"], of: "workload", message: "so many pods share it" }],
  };
}

/** Returns what can mount the claim at a time: one node or one pod; undefined where a mode allows more. */
function limitOf({ value }: InputObject): "node" | "pod" | undefined {
  const modes = asList(asMap(value["spec"])["accessModes"]);
  if (modes.length === 0) return undefined;
  if (modes.every((mode) => mode === "ReadWriteOncePod")) return "pod";
  const isOne = modes.every((mode) => mode === "ReadWriteOnce" || mode === "ReadWriteOncePod");
  return isOne ? "node" : undefined;
}

interface LimitedClaim {
  readonly claim: InputObject;
  readonly limit: "node" | "pod";
}

/** Of claims that may all be meant, returns the one that allows most; undefined where one is not limited at all. */
function loosest(claims: readonly InputObject[]): LimitedClaim | undefined {
  const limited = claims.flatMap((claim): readonly LimitedClaim[] => {
    const limit = limitOf(claim);
    return limit === undefined ? [] : [{ claim, limit }];
  });
  if (limited.length < claims.length) return undefined;
  return limited.find(({ limit }) => limit === "node") ?? limited[0];
}

/** Tells whether the pods are made to share a node. */
function isOnOneNode(pod: Pod): boolean {
  const { nodeName, nodeSelector, affinity } = podSpec(pod);
  const { podAffinity, nodeAffinity } = asMap(affinity);
  const required = "requiredDuringSchedulingIgnoredDuringExecution";
  return (
    (nodeName ?? null) !== null ||
    asList(asMap(podAffinity)[required]).length > 0 ||
    [nodeSelector, nodeAffinity].some((part) => canonicalJson(part ?? null).includes(HOSTNAME))
  );
}

const HOSTNAME = "kubernetes.io/hostname";

interface Sharing {
  readonly pod: Pod;
  readonly claim: InputObject;
  readonly limit: "node" | "pod";
  readonly several: Several;
  readonly at: FieldPath;
}

const HELP_OF_DAEMONSET =
  "Use a claim with ReadWriteMany or ReadOnlyMany, or an `ephemeral` volume, of which each pod has its own.";

function problem({ pod, claim, limit, several, at }: Sharing): Problem {
  const { object } = claim;
  const mode = limit === "pod" ? "ReadWriteOncePod" : "ReadWriteOnce";
  return {
    at,
    message: `${nameOfPod(pod)} ${several.text}, but only one ${limit} at a time can mount its claim "${object.name}" (${mode})`,
    pairedWith: object,
    related: [
      { at: ["spec", "accessModes"], of: object, message: "the access modes of the claim" },
      ...several.related,
    ],
    ...(pod.kind === "DaemonSet" ? { help: HELP_OF_DAEMONSET } : {}),
  };
}

export default rule;
