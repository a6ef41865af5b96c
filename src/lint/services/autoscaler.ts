import type { FieldPath } from "../../manifest/field-path.ts";
import type { InputObject } from "../../manifest/input-object.ts";
import { asList, asMap, asString, isEmpty, type Value } from "../../manifest/value.ts";

/** A metric of cpu or memory, by which a HorizontalPodAutoscaler scales. */
export interface ScalingMetric {
  /** The path, from the autoscaler on, of what says so: of the container's name, where it has one. */
  readonly at: FieldPath;
  readonly resource: string;
  /** Set where the metric is about one container alone. */
  readonly container?: string;
  /** `utilization` is a part of what is requested, `value` an amount. */
  readonly target: "utilization" | "value";
  /** A default is what the API server scales by where the manifest says nothing. */
  readonly from: "manifest" | "default";
}

/**
 * Returns the metrics of resources by which an autoscaler scales, of all versions of its API. One without metrics gets
 * 80 % of the requested cpu from the API server (`SetDefaults_HorizontalPodAutoscaler`).
 */
export function scalingMetrics({ object, value }: InputObject): readonly ScalingMetric[] {
  const spec = asMap(value["spec"]);
  const { metrics, targetCPUUtilizationPercentage } = spec;
  if (object.apiVersion === "autoscaling/v1" && (targetCPUUtilizationPercentage ?? null) !== null) {
    return [cpuUtilization(["spec", "targetCPUUtilizationPercentage"], "manifest")];
  }
  if (metrics !== undefined && !isEmpty(metrics)) {
    // Version 1 does not know them, and has none where they are.
    if (object.apiVersion === "autoscaling/v1") return [];
    return asList(metrics).flatMap((metric, index) =>
      readMetric(metric, ["spec", "metrics", index]),
    );
  }
  // In version 1 the metrics of later versions are an annotation.
  if (object.annotations["autoscaling.alpha.kubernetes.io/metrics"] !== undefined) return [];
  return [cpuUtilization(["spec", "scaleTargetRef", "name"], "default")];
}

/** Returns the least number of replicas that the autoscaler leaves. */
export function minReplicas({ value }: InputObject): number {
  const least = asMap(value["spec"])["minReplicas"];
  return typeof least === "number" ? least : 1;
}

function cpuUtilization(at: FieldPath, from: ScalingMetric["from"]): ScalingMetric {
  return { at, resource: "cpu", target: "utilization", from };
}

function readMetric(metric: Value, at: FieldPath): readonly ScalingMetric[] {
  const { type, resource, containerResource } = asMap(metric);
  if (type === "Resource") return readSource(resource, [...at, "resource"], "name");
  if (type !== "ContainerResource") return [];
  return readSource(containerResource, [...at, "containerResource"], "container");
}

function readSource(
  source: Value | undefined,
  at: FieldPath,
  subject: "name" | "container",
): readonly ScalingMetric[] {
  const fields = asMap(source);
  const resource = asString(fields["name"]);
  const named = asString(fields[subject]);
  if (resource === undefined || named === undefined) return [];
  const byUtilization =
    asMap(fields["target"])["type"] === "Utilization" ||
    // autoscaling/v2beta1
    typeof fields["targetAverageUtilization"] === "number";
  return [
    {
      at: [...at, subject],
      resource,
      target: byUtilization ? "utilization" : "value",
      from: "manifest",
      ...(subject === "container" ? { container: named } : {}),
    },
  ];
}
