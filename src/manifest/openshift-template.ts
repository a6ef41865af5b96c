// A Template of OpenShift holds objects with parameters in them; what comes of it is known when it has been processed.

import { typeOfNode } from "./document-type.ts";
import { nodeAt, valueOfNode } from "./node-value.ts";
import type { ManifestObject } from "./objects.ts";
import type { Node } from "./outline.ts";
import { asString } from "./value.ts";
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
  const workloads = objectsIn(object.node).flatMap((node) => {
    const { apiVersion, kind } = typeOfNode(node);
    return isWorkload(apiVersion, kind) ? [`${kind} "${nameAt(node)}"`] : [];
  });
  return { object, workloads };
}

function objectsIn(template: Node): readonly Node[] {
  const found = nodeAt(template, ["objects"]);
  const list = found?.type === "alias" ? found.target : found;
  return list?.type === "sequence" ? list.items.map(({ value }) => value) : [];
}

function nameAt(node: Node): string {
  const name = nodeAt(node, ["metadata", "name"]);
  return name === undefined ? "" : (asString(valueOfNode(name)) ?? "");
}
