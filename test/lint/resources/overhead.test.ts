import { describe, expect, it } from "vitest";
import { overheadOf } from "../../../src/lint/resources/overhead.ts";
import { replicasOf } from "../../../src/lint/resources/replicas.ts";
import type { FieldPath } from "../../../src/manifest/field-path.ts";
import type { Pod } from "../../../src/manifest/pod.ts";
import type { Value } from "../../../src/manifest/value.ts";
import { podWith } from "../pod-with.ts";

type Amounts = Readonly<Record<string, Value>>;

function container(name: string, requests: Amounts): Value {
  return { name, resources: { requests } };
}

function native(name: string, requests: Amounts): Value {
  return { name, restartPolicy: "Always", resources: { requests } };
}

const web = container("web", { cpu: "1", memory: "1Gi" });

describe("replicasOf, by kind", () => {
  const replicas = (kind: string, spec: Value = {}) =>
    replicasOf({ ...podWith({ containers: [web] }), kind, workload: { spec } });

  it.each([
    "ReplicationController",
    "Deployment",
    "ReplicaSet",
    "StatefulSet",
    "Rollout",
    "CloneSet",
    "DeploymentConfig",
    "Pod",
    "Job",
  ])("is one for a %s that does not say", (kind) => {
    expect(replicas(kind)).toBe(1);
  });

  it.each<[string, Value, number | undefined]>([
    ["Deployment", { replicas: 3 }, 3],
    ["Widget", { replicas: 3 }, 3],
    ["Widget", {}, undefined],
    ["Pod", { replicas: 3 }, 1],
    ["Job", { parallelism: 4 }, 4],
    ["CronJob", { jobTemplate: { spec: { parallelism: 4 } } }, 4],
    ["CronJob", { jobTemplate: { spec: {} } }, 1],
    ["AdvancedCronJob", { template: { jobTemplate: { spec: { parallelism: 4 } } } }, 4],
    ["AdvancedCronJob", { template: { broadcastJobTemplate: {} } }, undefined],
  ])("of a %s with %j is %j", (kind, spec, expected) => {
    expect(replicas(kind, spec)).toBe(expected);
  });
});

describe("overheadOf", () => {
  it("is undefined for a pod without sidecars", () => {
    expect(overheadOf(podWith({ containers: [web] }))).toBeUndefined();
  });

  it("adds up native sidecars and sidecars among the app containers", () => {
    const pod = podWith({
      initContainers: [native("logs", { cpu: "50m", memory: "64Mi" })],
      containers: [web, container("istio-proxy", { cpu: "100m", memory: "128Mi" })],
    });
    const amounts = { cpu: "150m", memory: "192Mi" };
    expect(overheadOf(pod)).toEqual({
      perPod: amounts,
      replicas: 1,
      total: amounts,
      sidecars: 2,
      withoutRequests: 0,
    });
  });

  it("multiplies by the replicas, and counts sidecars without requests", () => {
    const pod: Pod = {
      ...podWith({
        initContainers: [native("logs", { cpu: "50m", "ephemeral-storage": "1Gi" })],
        containers: [web],
      }),
      workload: { spec: { replicas: 10 } },
    };
    expect(overheadOf(pod)).toEqual({
      perPod: { cpu: "50m", memory: "0", "ephemeral-storage": "1Gi" },
      replicas: 10,
      total: { cpu: "500m", memory: "0", "ephemeral-storage": "10Gi" },
      sidecars: 1,
      withoutRequests: 1,
    });
  });

  it("leaves the total out where the manifest does not say how many pods there are", () => {
    const pod = podWith({ initContainers: [native("logs", { cpu: "50m" })], containers: [web] });
    const overhead = overheadOf({ ...pod, kind: "DaemonSet" });
    expect(overhead).not.toHaveProperty("replicas");
    expect(overhead).not.toHaveProperty("total");
  });

  it.each<[string, Amounts, string]>([
    ["the app needs more than an init container", { cpu: "500m" }, "200m"],
    ["an init container needs more than all that follow", { cpu: "4" }, "0"],
    ["an init container needs a little more than the app", { cpu: "1100m" }, "100m"],
  ])("is what the effective request grows by where %s", (_, requests, expected) => {
    const initContainers = [container("migrate", requests), native("logs", { cpu: "200m" })];
    const pod = podWith({ initContainers, containers: [web] });
    expect(overheadOf(pod)?.perPod.cpu).toBe(expected);
  });

  it("is nothing where the whole pod has a request of its own", () => {
    const pod = podWith({
      resources: { requests: { cpu: "2" } },
      initContainers: [native("logs", { cpu: "200m", memory: "1Mi" })],
      containers: [web],
    });
    expect(overheadOf(pod)?.perPod).toEqual({ cpu: "0", memory: "1Mi" });
  });

  it("is never negative", () => {
    const pod = podWith({
      resources: { limits: { cpu: "2" } },
      initContainers: [native("logs", { cpu: "200m" })],
      containers: [{ name: "web" }],
    });
    expect(overheadOf(pod)?.perPod.cpu).toBe("0");
  });
});

describe("replicasOf", () => {
  it.each<[string, Value, number | undefined]>([
    ["Pod", {}, 1],
    ["Deployment", {}, 1],
    ["Deployment", { replicas: 0 }, 0],
    ["StatefulSet", { replicas: 3 }, 3],
    ["Rollout", { replicas: "3" }, 1],
    ["Rollout", { replicas: -1 }, 1],
    ["CloneSet", {}, 1],
    ["DaemonSet", {}, undefined],
    ["Service", {}, undefined],
    ["PodTemplate", {}, undefined],
    ["Fleet", { replicas: 4 }, 4],
    ["Fleet", {}, undefined],
    ["Job", {}, 1],
    ["Job", { parallelism: 5 }, 5],
    ["CronJob", { jobTemplate: { spec: { parallelism: 2 } } }, 2],
    ["CronJob", { jobTemplate: { spec: {} } }, 1],
    ["AdvancedCronJob", { template: { jobTemplate: { spec: { parallelism: 2 } } } }, 2],
    ["AdvancedCronJob", { template: { broadcastJobTemplate: {} } }, undefined],
    ["ReplicationController", {}, 1],
    ["ReplicaSet", {}, 1],
    ["DeploymentConfig", {}, 1],
    ["BroadcastJob", {}, undefined],
    ["BroadcastJob", { parallelism: 2 }, undefined],
    ["Kibana", { count: 2 }, 2],
    ["Kibana", {}, 1],
    ["Beat", { deployment: { replicas: 3 } }, 3],
    ["Beat", { daemonSet: {} }, undefined],
  ])("of %s with %j are %s", (kind, spec, expected) => {
    expect(replicasOf({ ...podWith({}), kind, workload: { spec } })).toBe(expected);
  });

  it.each<[string, Value, FieldPath, number]>([
    ["Elasticsearch", { nodeSets: [{ count: 3 }, {}] }, ["spec", "nodeSets", 0, "podTemplate"], 3],
    ["Elasticsearch", { nodeSets: [{ count: 3 }, {}] }, ["spec", "nodeSets", 1, "podTemplate"], 1],
    [
      "JobSet",
      { replicatedJobs: [{}, { replicas: 2, template: { spec: { parallelism: 4 } } }] },
      ["spec", "replicatedJobs", 1, "template", "spec", "template"],
      8,
    ],
    [
      "JobSet",
      { replicatedJobs: [{ replicas: 2, template: { spec: {} } }] },
      ["spec", "replicatedJobs", 0, "template", "spec", "template"],
      2,
    ],
  ])("of %s with %j at %j are %s", (kind, spec, templatePath, expected) => {
    expect(replicasOf({ ...podWith({}), kind, workload: { spec }, templatePath })).toBe(expected);
  });
});
