// A Template of OpenShift holds objects with parameters in them; what comes of it is known when it has been processed.

import { typeOfNode } from "./document-type.ts";
import { listAt, textAt } from "./node-value.ts";
import type { ManifestObject } from "./objects.ts";
import { groupOf } from "./workloads.ts";

/** Tells whether objects of an `apiVersion` and a kind are Templates of OpenShift; OpenShift 3 had no group for them. */
export function isOpenShiftTemplate(apiVersion: string, kind: string): boolean {
  return kind === "Template" && ["template.openshift.io", ""].includes(groupOf(apiVersion));
}

/** A Template of OpenShift with the workloads in it. */
export interface OpenShiftTemplate {
  readonly object: ManifestObject;
  /** Kinds and names as they stand there: `Deployment "${NAME}"`. */
  readonly workloads: readonly string[];
}

/** Returns a Template with those of its objects that are workloads. */
export function asOpenShiftTemplate(
  object: ManifestObject,
  isWorkload: (apiVersion: string, kind: string) => boolean,
): OpenShiftTemplate {
  const objects = listAt(object.node, ["objects"])?.items ?? [];
  const workloads = objects.flatMap(({ value }) => {
    const { apiVersion, kind } = typeOfNode(value);
    if (!isWorkload(apiVersion, kind)) return [];
    return [`${kind} "${textAt(value, ["metadata", "name"])}"`];
  });
  return { object, workloads };
}
