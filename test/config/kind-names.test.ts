import { describe, expect, it } from "vitest";
import { isNameOfKind } from "../../src/config/kind-names.ts";
import { WORKLOAD_KINDS } from "../../src/manifest/workloads.ts";

function kindsNamed(name: string): readonly string[] {
  return WORKLOAD_KINDS.filter((kind) => isNameOfKind(name, kind)).map(
    ({ group, kind }) => `${group}/${kind}`,
  );
}

describe("isNameOfKind", () => {
  it.each([
    ["pod", ["/Pod"]],
    ["Pod", ["/Pod"]],
    ["PODS", ["/Pod"]],
    ["po", ["/Pod"]],
    ["podtemplates", ["/PodTemplate"]],
    ["rc", ["/ReplicationController"]],
    ["deploy", ["apps/Deployment", "extensions/Deployment"]],
    ["deployments", ["apps/Deployment", "extensions/Deployment"]],
    ["deployments.apps", ["apps/Deployment"]],
    ["Deployment.apps", ["apps/Deployment"]],
    ["rs", ["apps/ReplicaSet", "extensions/ReplicaSet"]],
    ["ds", ["apps/DaemonSet", "extensions/DaemonSet"]],
    ["daemonset", ["apps/DaemonSet", "extensions/DaemonSet", "apps.kruise.io/DaemonSet"]],
    ["daemon", ["apps.kruise.io/DaemonSet"]],
    ["ads", ["apps.kruise.io/DaemonSet"]],
    ["clone", ["apps.kruise.io/CloneSet"]],
    ["acj", ["apps.kruise.io/AdvancedCronJob"]],
    ["ro", ["argoproj.io/Rollout"]],
    ["kservice", ["serving.knative.dev/Service"]],
    ["config", ["serving.knative.dev/Configuration"]],
    ["cfg", ["serving.knative.dev/Configuration"]],
    ["rs.apps", ["apps/ReplicaSet"]],
    ["sts", ["apps/StatefulSet", "apps.kruise.io/StatefulSet"]],
    ["asts", ["apps.kruise.io/StatefulSet"]],
    ["statefulsets.apps.kruise.io", ["apps.kruise.io/StatefulSet"]],
    ["statefulset.apps", ["apps/StatefulSet"]],
    ["ds.apps", ["apps/DaemonSet"]],
    ["job", ["batch/Job"]],
    ["jobs", ["batch/Job"]],
    ["cj", ["batch/CronJob"]],
    ["cronjobs", ["batch/CronJob"]],
    ["rollouts", ["argoproj.io/Rollout"]],
    ["ksvc", ["serving.knative.dev/Service"]],
    ["dc", ["apps.openshift.io/DeploymentConfig", "/DeploymentConfig"]],
    ["deploys", []],
    ["Deploy*", []],
    ["", []],
    [".apps", []],
    ["deployment.", []],
  ])("%j names %j", (name, expected) => {
    expect(kindsNamed(name)).toEqual(expected);
  });

  it.each([
    ["Ingress", "ingresses"],
    ["Policy", "policies"],
    ["Thing", "things"],
  ])("guesses the plural of the custom kind %s", (kind, plural) => {
    expect(isNameOfKind(plural, { group: "Example.com", kind })).toBe(true);
    expect(isNameOfKind(`${plural}.example.com`, { group: "Example.com", kind })).toBe(true);
  });
});
