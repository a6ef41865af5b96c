import type { FieldPath } from "../manifest/field-path.ts";
import { nodeAt, valueOfNode } from "../manifest/node-value.ts";
import { nameOfWorkload } from "../manifest/object-name.ts";
import type { Workload } from "../manifest/objects.ts";
import type { Node } from "../manifest/outline.ts";
import { asString } from "../manifest/value.ts";
import { type Place, placeOf } from "../text/place.ts";
import { encodeText } from "../text/source.ts";
import { IGNORE_ANNOTATION, parseSuppression, type Suppression } from "./suppression.ts";

/** Returns the suppressions in the annotation of a workload's pod template. */
export function annotationSuppressions(workload: Workload): readonly Suppression[] {
  const node = annotationAt(workload, workload.templatePath);
  if (node === undefined) return [];
  const text = asString(valueOfNode(node)) ?? "";
  const object = nameOfWorkload(workload);
  // Whoever writes `true` or nothing at all is told that it silences nothing.
  if (text.trim() === "") {
    const place = placeOf(workload.document.source, node.start, node.end);
    return [{ rule: "", reason: "", place, object }];
  }
  const lines = text.split("\n").filter((line) => line.trim() !== "");
  const places = placesOfLines(workload, node, lines);
  return lines.flatMap((line, index) => {
    const place = places[index];
    return place === undefined ? [] : [{ ...parseSuppression(line), place, object }];
  });
}

/** Returns the place of an annotation that stands on the workload itself, where it has no effect. */
export function misplacedSuppression(workload: Workload): Place | undefined {
  if (workload.templatePath.length === 0) return undefined;
  const node = annotationAt(workload, []);
  return node && placeOf(workload.document.source, node.start, node.end);
}

function annotationAt({ node }: Workload, path: FieldPath): Node | undefined {
  return nodeAt(node, [...path, "metadata", "annotations", IGNORE_ANNOTATION]);
}

/** A line of a block scalar stands in the source as it is; in quotes it may not, and then the whole value is shown. */
function placesOfLines(
  { document: { source } }: Workload,
  node: Node,
  lines: readonly string[],
): readonly Place[] {
  const value = source.text.slice(node.start, node.end);
  // The lines stand in their order, so each is looked for behind the one before it.
  let behind = 0;
  return lines.map((line) => {
    const written = encodeText(line.trim());
    const at = value.indexOf(written, behind);
    if (at === -1) return placeOf(source, node.start, node.end);
    behind = at + written.length;
    return placeOf(source, node.start + at, node.start + behind);
  });
}
