import { describe, expect, it } from "vitest";
import { minReplicas, scalingMetrics } from "../../../src/lint/services/autoscaler.ts";
import { formatPath } from "../../../src/manifest/field-path.ts";
import { objectOf } from "../object-of.ts";

function autoscaler(version: string, spec: string, metadata = "name: web") {
  const target = "scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: web}";
  return objectOf(
    `{apiVersion: autoscaling/${version}, kind: HorizontalPodAutoscaler, metadata: {${metadata}}, spec: {${target}, ${spec}}}`,
  );
}

function metrics(...[version, spec, metadata]: Parameters<typeof autoscaler>): readonly string[] {
  return scalingMetrics(autoscaler(version, spec, metadata)).map(
    ({ at, resource, container = "all", target, from }) =>
      `${resource} of ${container} by ${target} (${from}) at ${formatPath(at)}`,
  );
}

const BY_DEFAULT = "cpu of all by utilization (default) at spec.scaleTargetRef.name";

describe("scalingMetrics", () => {
  it.each<[string, string, readonly string[]]>([
    [
      "v2",
      "metrics: [{type: Resource, resource: {name: memory, target: {type: Utilization, averageUtilization: 80}}}]",
      ["memory of all by utilization (manifest) at spec.metrics[0].resource.name"],
    ],
    [
      "v2beta2",
      "metrics: [{type: Resource, resource: {name: cpu, target: {type: AverageValue, averageValue: 1}}}]",
      ["cpu of all by value (manifest) at spec.metrics[0].resource.name"],
    ],
    [
      "v2",
      "metrics: [{type: Pods}, {type: ContainerResource, containerResource: {name: cpu, container: web, target: {type: Utilization}}}]",
      ["cpu of web by utilization (manifest) at spec.metrics[1].containerResource.container"],
    ],
    [
      "v2beta1",
      "metrics: [{type: Resource, resource: {name: cpu, targetAverageUtilization: 80}}, {type: Resource, resource: {name: memory, targetAverageValue: 1Gi}}]",
      [
        "cpu of all by utilization (manifest) at spec.metrics[0].resource.name",
        "memory of all by value (manifest) at spec.metrics[1].resource.name",
      ],
    ],
    [
      "v1",
      "targetCPUUtilizationPercentage: 80",
      ["cpu of all by utilization (manifest) at spec.targetCPUUtilizationPercentage"],
    ],
    ["v1", "maxReplicas: 5", [BY_DEFAULT]],
    ["v2", "maxReplicas: 5", [BY_DEFAULT]],
    ["v2", "metrics: []", [BY_DEFAULT]],
    ["v1", "metrics: [{type: Pods}]", []],
    ["v2", "metrics: [{type: Pods}]", []],
    ["v2", "metrics: [null, 7, {type: Resource}, {type: Resource, resource: {name: 7}}]", []],
    ["v2", "metrics: {type: Resource}", []],
  ])("autoscaling/%s {%s}", (version, spec, expected) => {
    expect(metrics(version, spec)).toEqual(expected);
  });

  it("leaves out metrics of later versions that stand in an annotation", () => {
    const metadata = "annotations: {autoscaling.alpha.kubernetes.io/metrics: '[]'}";
    expect(metrics("v1", "maxReplicas: 5", metadata)).toEqual([]);
  });
});

describe("minReplicas", () => {
  it.each([
    ["minReplicas: 3", 3],
    ["minReplicas: '3'", 1],
    ["maxReplicas: 3", 1],
  ])("{%s}: %i", (spec, expected) => {
    expect(minReplicas(autoscaler("v2", spec))).toBe(expected);
  });
});
