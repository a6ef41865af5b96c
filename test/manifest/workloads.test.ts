import { describe, expect, it } from "vitest";
import { findWorkloadKind } from "../../src/manifest/workloads.ts";

describe("findWorkloadKind", () => {
  it.each([
    ["v1", "Pod", [""]],
    ["v1", "PodTemplate", ["template"]],
    ["v1", "ReplicationController", ["spec.template"]],
    ["apps/v1", "Deployment", ["spec.template"]],
    ["apps/v1", "ReplicaSet", ["spec.template"]],
    ["apps/v1", "StatefulSet", ["spec.template"]],
    ["apps/v1", "DaemonSet", ["spec.template"]],
    ["extensions/v1beta1", "Deployment", ["spec.template"]],
    ["extensions/v1beta1", "ReplicaSet", ["spec.template"]],
    ["extensions/v1beta1", "DaemonSet", ["spec.template"]],
    ["batch/v1", "Job", ["spec.template"]],
    ["batch/v1", "CronJob", ["spec.jobTemplate.spec.template"]],
    ["argoproj.io/v1alpha1", "Rollout", ["spec.template"]],
    ["apps.kruise.io/v1alpha1", "CloneSet", ["spec.template"]],
    ["apps.kruise.io/v1beta1", "StatefulSet", ["spec.template"]],
    ["apps.kruise.io/v1alpha1", "DaemonSet", ["spec.template"]],
    [
      "apps.kruise.io/v1alpha1",
      "AdvancedCronJob",
      [
        "spec.template.jobTemplate.spec.template",
        "spec.template.broadcastJobTemplate.spec.template",
      ],
    ],
    ["serving.knative.dev/v1", "Service", ["spec.template"]],
    ["serving.knative.dev/v1", "Configuration", ["spec.template"]],
    ["apps.openshift.io/v1", "DeploymentConfig", ["spec.template"]],
    ["v1", "DeploymentConfig", ["spec.template"]],
    ["apps.kruise.io/v1alpha1", "BroadcastJob", ["spec.template"]],
    ["jobset.x-k8s.io/v1alpha2", "JobSet", ["spec.replicatedJobs.[].template.spec.template"]],
    ["elasticsearch.k8s.elastic.co/v1", "Elasticsearch", ["spec.nodeSets.[].podTemplate"]],
    ["kibana.k8s.elastic.co/v1", "Kibana", ["spec.podTemplate"]],
    [
      "beat.k8s.elastic.co/v1beta1",
      "Beat",
      ["spec.deployment.podTemplate", "spec.daemonSet.podTemplate"],
    ],
    ["v1", "Service", undefined],
  ])("finds in %s %s the pods at %j", (apiVersion, kind, paths) => {
    const found = findWorkloadKind(apiVersion, kind, []);
    expect(found?.paths.map((path) => path.join("."))).toEqual(paths);
  });

  it("keeps what it knows of a built-in kind whose path a config says", () => {
    const own = { group: "kibana.k8s.elastic.co", kind: "Kibana", paths: [["spec", "pod"]] };
    expect(findWorkloadKind("kibana.k8s.elastic.co/v2", "Kibana", [own])).toMatchObject({
      paths: [["spec", "pod"]],
      mainContainer: "kibana",
    });
  });

  it.each(["Service", "Configuration"])("knows what Knative refuses in a %s, and adds", (kind) => {
    expect(findWorkloadKind("serving.knative.dev/v1", kind, [])).toMatchObject({
      restrictions: ["no-native-sidecars", "one-port"],
      containerName: "user-container",
      probePortsComeLater: true,
    });
  });
});

describe("WORKLOAD_KINDS", () => {
  it.each([
    ["extensions/v1beta1", "Deployment", ["deploy"], "spec.replicas"],
    ["extensions/v1beta1", "ReplicaSet", ["rs"], "spec.replicas"],
    ["apps.kruise.io/v1beta1", "StatefulSet", ["sts", "asts"], "spec.replicas"],
    ["apps.kruise.io/v1alpha1", "CloneSet", ["clone"], "spec.replicas"],
    ["apps.kruise.io/v1alpha1", "BroadcastJob", ["bcj"], undefined],
    ["apps.openshift.io/v1", "DeploymentConfig", ["dc"], "spec.replicas"],
    ["v1", "DeploymentConfig", ["dc"], "spec.replicas"],
    ["elasticsearch.k8s.elastic.co/v1", "Elasticsearch", ["es"], "spec.nodeSets.[].count"],
    ["kibana.k8s.elastic.co/v1", "Kibana", ["kb"], "spec.count"],
  ])(
    "say the short names of %s %s, and where it says how many pods run",
    (version, kind, ...say) => {
      const { shortNames, runs = [] } = findWorkloadKind(version, kind, []) ?? {};
      expect([shortNames, runs.map((path) => path.join(".")).at(0)]).toEqual(say);
    },
  );
});
