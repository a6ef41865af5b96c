import type { LocatedPod } from "../lint/locate.ts";
import { type DamagedMarker, isDamaged, type Marker, readMarker } from "../manifest/marker.ts";
import { nodeAt } from "../manifest/node-value.ts";
import type { Workload } from "../manifest/objects.ts";
import type { Node } from "../manifest/outline.ts";
import type { PodOwner } from "../manifest/read-pod.ts";
import type { ValueMap } from "../manifest/value.ts";
import { readWorkloadTemplate } from "../manifest/workload-template.ts";
import { decodeText, sliceText } from "../text/source.ts";
import { colonEnd, startOfValueText } from "./block-range.ts";
import { followRenames } from "./follow-renames.ts";
import { indexedPath, type KeyedPath } from "./keyed-path.ts";
import { type Rename, renamedContainers } from "./renamed-containers.ts";

/** The pod template of a workload as it stands in the manifest. */
export interface PodState extends LocatedPod {
  readonly workload: Workload;
  readonly value: ValueMap;
  readonly node: Node;
  /** What earlier runs have put in. */
  readonly marker: Marker | DamagedMarker;
  /** The containers that have another name since; the marker says the names that they have now. */
  readonly renames: readonly Rename[];
  /** What the checks know of the workload around the pod template. */
  readonly owner: Omit<PodOwner, "injected">;
}

/** Returns the pod template of a workload as it stands in the manifest. */
export function podStateOf(workload: Workload): PodState {
  const { value, node, origins, owner } = readWorkloadTemplate(workload);
  const marker = readMarker(value);
  const renames = isDamaged(marker) ? [] : renamedContainers(marker, value);
  return {
    workload,
    value,
    node,
    source: workload.document.source,
    origins: { nodes: origins, templates: new WeakMap() },
    marker: isDamaged(marker) ? marker : followRenames(marker, renames),
    renames,
    owner,
  };
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
  const start = startOfValueText(text, entry);
  const written = decodeText(sliceText(text, start, entry.value.end));
  // Once another program has put it on the line of its key, it needs a space.
  return start === colonEnd(text, entry) ? written : ` ${written}`;
}
