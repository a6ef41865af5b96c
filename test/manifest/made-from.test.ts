// By which workload an object is judged that a controller has made.

import { describe, expect, it } from "vitest";
import { readWorkloads } from "../../src/manifest/read-workloads.ts";
import { ownedObjects } from "../../src/pipeline/owned-objects.ts";
import { encodeText } from "../../src/text/source.ts";

const SPEC = "spec: {containers: [{name: web, image: web}]}";

const pod = (owner: string, labels = "app: web") => {
  const [kind, name] = owner.split("/");
  return `apiVersion: v1\nkind: Pod\nmetadata: {name: ${name}-x2x8p, labels: {${labels}}, ownerReferences: [{kind: ${kind}, name: ${name}, controller: true}]}\n${SPEC}\n`;
};

const workload = (apiVersion: string, kind: string, metadata: string) =>
  `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: {${metadata}}\nspec: {selector: {matchLabels: {app: web}}, template: {metadata: {labels: {app: web}}, ${SPEC}}}\n`;

/** Returns what the first object is made from, `?` behind what it may be, and what it is counted with. */
function originOf(...objects: readonly string[]): string {
  const text = objects.join("---\n");
  const content = readWorkloads({ path: "in.yaml", text: encodeText(text) }, [], {
    include: ["owned"],
  });
  const [first] = content.workloads;
  const owned = first === undefined ? undefined : ownedObjects([content])(first);
  if (owned === undefined) return "itself";
  const { candidates, isCertain, under } = owned;
  const names = candidates.map(({ kind, name }) => `${kind}/${name}${isCertain ? "" : "?"}`);
  return [...names, ...(under === undefined ? [] : [`under ${under.kind}/${under.name}`])].join(
    " ",
  );
}

describe("an object that a controller has made", () => {
  it.each([
    ["StatefulSet/web", "", "StatefulSet/web"],
    ["DaemonSet/web", "", "DaemonSet/web"],
    ["ReplicaSet/web-6f7c9", "pod-template-hash: 6f7c9", "Deployment/web"],
    ["ReplicaSet/web-6f7c9", "rollouts-pod-template-hash: 6f7c9", "Rollout/web"],
    // Somebody has written the label.
    [
      "ReplicaSet/web-6f7c9",
      "pod-template-hash: other",
      "Deployment/web? Rollout/web? ReplicaSet/web-6f7c9?",
    ],
    ["ReplicaSet/web-6f7c9", "app: web", "Deployment/web? Rollout/web? ReplicaSet/web-6f7c9?"],
    ["ReplicaSet/web", "app: web", "ReplicaSet/web"],
    ["Job/backup-29012345", "", "CronJob/backup? Job/backup-29012345?"],
    ["Job/backup-1740000000", "", "CronJob/backup? Job/backup-1740000000?"],
    ["Job/backup-2", "", "Job/backup-2"],
    ["StatefulSet/web-es-a", "elasticsearch.k8s.elastic.co/cluster-name: web", "Elasticsearch/web"],
    [
      "ReplicaSet/web-kb-6f7c9",
      "pod-template-hash: 6f7c9, kibana.k8s.elastic.co/name: web",
      "Kibana/web",
    ],
    ["DaemonSet/web-beat-filebeat", "beat.k8s.elastic.co/name: web", "Beat/web"],
    [
      "ReplicaSet/web-00001-deployment-6f7c9",
      "serving.knative.dev/configuration: web-c, serving.knative.dev/service: web",
      "Service/web",
    ],
    [
      "ReplicaSet/web-00001-deployment-6f7c9",
      "serving.knative.dev/configuration: web",
      "Configuration/web",
    ],
    ["Job/train-workers-0", "jobset.sigs.k8s.io/jobset-name: train", "JobSet/train"],
    ["ReplicationController/web-3", "", "DeploymentConfig/web? ReplicationController/web-3?"],
  ])("such as a Pod of %s with the labels {%s} is made from %s", (owner, labels, expected) => {
    expect(originOf(pod(owner, labels))).toBe(expected);
  });

  it.each([
    [
      "its owner",
      "ReplicaSet/web-6f7c9 under ReplicaSet/web-6f7c9",
      [workload("apps/v1", "ReplicaSet", "name: web-6f7c9")],
    ],
    [
      "its owner, which says whose it is",
      "Deployment/web under ReplicaSet/web-6f7c9",
      [
        workload(
          "apps/v1",
          "ReplicaSet",
          "name: web-6f7c9, ownerReferences: [{kind: Deployment, name: web, controller: true}]",
        ),
      ],
    ],
    [
      "what it can be made from",
      "Rollout/web under Rollout/web",
      [workload("argoproj.io/v1alpha1", "Rollout", "name: web")],
    ],
    [
      "an object of that name in another namespace",
      "Deployment/web? Rollout/web? ReplicaSet/web-6f7c9?",
      [workload("apps/v1", "Deployment", "name: web, namespace: other")],
    ],
  ])("is looked up in an input that holds %s", (_, expected, others) => {
    expect(originOf(pod("ReplicaSet/web-6f7c9"), ...others)).toBe(expected);
  });

  it("may go round in circles", () => {
    const made = (name: string, owner: string) =>
      workload(
        "apps/v1",
        "ReplicaSet",
        `name: ${name}, ownerReferences: [{kind: ReplicaSet, name: ${owner}, controller: true}]`,
      );
    expect(originOf(made("a", "b"), made("b", "a"))).toBe("itself");
    expect(originOf(made("a", "a"))).toBe("itself");
  });
});
