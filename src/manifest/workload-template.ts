import { withContainerNames } from "./default-container-names.ts";
import { type NodeOrigins, nodeAt, valueOfNode } from "./node-value.ts";
import type { Workload } from "./objects.ts";
import type { Node } from "./outline.ts";
import type { PodOwner } from "./read-pod.ts";
import { mainContainerOf } from "./recognise.ts";
import { asList, asMap, asString, type ValueMap } from "./value.ts";
import { valueAtPath } from "./value-at-path.ts";
import { groupOf } from "./workloads.ts";

/** The pod template of a workload as it stands in the manifest, and the workload around it. */
export interface WorkloadTemplate {
  /** The pod template, aliases resolved. */
  readonly node: Node;
  readonly value: ValueMap;
  /** Where the mappings and lists of the workload stand. */
  readonly origins: NodeOrigins;
  readonly owner: Omit<PodOwner, "injected">;
}

/** Returns the pod template of a workload, read as Kubernetes reads it. */
export function readWorkloadTemplate(workload: Workload): WorkloadTemplate {
  const { apiVersion, kind, name, namespace, templatePath, templateLabel } = workload;
  const found = nodeAt(workload.node, templatePath) ?? workload.node;
  const origins: NodeOrigins = new WeakMap();
  const object = asMap(valueOfNode(workload.node, origins));
  const template = asMap(valueAtPath(object, templatePath));
  const { containerName, probePortsComeLater } = workload.workloadKind;
  const mainContainer = mainContainerOf(object, workload.workloadKind);
  // A StatefulSet has them beside its pod template, and so have the items of lists in other kinds.
  const claims = [["spec"], templatePath.slice(0, -1)].flatMap((path) =>
    asList(asMap(valueAtPath(object, path))["volumeClaimTemplates"]),
  );
  return {
    node: found.type === "alias" ? found.target : found,
    value:
      containerName === undefined ? template : withContainerNames(template, containerName, origins),
    origins,
    owner: {
      kind,
      name,
      namespace,
      group: groupOf(apiVersion),
      workload: object,
      templatePath,
      ...(templateLabel === undefined ? {} : { templateLabel }),
      ...(mainContainer === undefined ? {} : { mainContainer }),
      ...(probePortsComeLater === undefined ? {} : { probePortsComeLater }),
      origin: { file: workload.document.source.path, offset: workload.node.start },
      claimTemplates: [...new Set(claims)].flatMap(
        (claim) => asString(asMap(asMap(claim)["metadata"])["name"]) ?? [],
      ),
    },
  };
}
