import type { Pod } from "../../manifest/pod.ts";
import { asMap } from "../../manifest/value.ts";

/**
 * Tells whether a workload of group `apps` has neither a selector nor labels on its pods. It is a patch of Kustomize, or a
 * base whose labels and selector Kustomize writes, so what it lacks may well be elsewhere.
 */
export function isPartialWorkload({ group, value, workload }: Pod): boolean {
  if (group !== "apps") return false;
  const { selector } = asMap(workload["spec"]);
  const { labels } = asMap(value["metadata"]);
  return Object.keys(asMap(selector)).length === 0 && Object.keys(asMap(labels)).length === 0;
}
