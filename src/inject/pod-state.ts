import type { LocatedPod } from "../lint/locate.ts";
import { nodeAt, valueOfNode } from "../manifest/node-value.ts";
import type { Workload } from "../manifest/objects.ts";
import type { Node } from "../manifest/outline.ts";
import type { PodOwner } from "../manifest/read-pod.ts";
import { asList, asMap, asString, type ValueMap } from "../manifest/value.ts";
import { decodeText, sliceText } from "../text/source.ts";
import { startOfValueText } from "./block-range.ts";
import { indexedPath, type KeyedPath } from "./keyed-path.ts";
import { type Marker, readMarker } from "./marker.ts";

/** The pod template of a workload as it stands in the manifest. */
export interface PodState extends LocatedPod {
  readonly workload: Workload;
  readonly value: ValueMap;
  readonly node: Node;
  /** What earlier runs have put in; undefined if their marker cannot be understood. */
  readonly marker: Marker | undefined;
  /** What the checks know of the workload around the pod template. */
  readonly owner: Omit<PodOwner, "injected">;
}

/** Returns the pod template of a workload as it stands in the manifest. */
export function podStateOf(workload: Workload): PodState {
  const found = nodeAt(workload.node, workload.templatePath) ?? workload.node;
  const node = found.type === "alias" ? found.target : found;
  const origins = { nodes: new WeakMap<object, Node>(), templates: new WeakMap() };
  const value = asMap(valueOfNode(node, origins.nodes));
  const { source } = workload.document;
  return {
    workload,
    value,
    node,
    source,
    origins,
    marker: readMarker(value),
    owner: ownerOf(workload),
  };
}

function ownerOf({ node, kind, name, namespace }: Workload): PodState["owner"] {
  const claims = nodeAt(node, ["spec", "volumeClaimTemplates"]);
  const claimTemplates = asList(claims === undefined ? null : valueOfNode(claims)).flatMap(
    (claim) => asString(asMap(asMap(claim)["metadata"])["name"]) ?? [],
  );
  return { kind, name, namespace, claimTemplates };
}

/** Returns the text that stands for a field that is null or empty, e.g. ` []` or ` ~` or nothing. */
export function textBehindColon(state: PodState, path: KeyedPath): string {
  const indexed = indexedPath(state.value, path) ?? [];
  const key = indexed.at(-1);
  const parent = nodeAt(state.node, indexed.slice(0, -1));
  const entry =
    parent?.type === "map"
      ? parent.entries.findLast((other) => other.key.content === key)
      : undefined;
  if (entry === undefined) return "";
  const { text } = state.source;
  return decodeText(sliceText(text, startOfValueText(text, entry), entry.value.end));
}
