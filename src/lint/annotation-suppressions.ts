import type { FieldPath } from "../manifest/field-path.ts";
import { nodeAt, valueOfNode } from "../manifest/node-value.ts";
import { nameOfObject } from "../manifest/object-name.ts";
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
  const object = nameOfObject(workload);
  // Whoever writes `true` or nothing at all is told that it silences nothing.
  if (text.trim() === "") {
    const place = placeOf(workload.document.source, node.start, node.end);
    return [{ rule: "", reason: "", place, object }];
  }
  return text
    .split("\n")
    .filter((line) => line.trim() !== "")
    .map((line) => ({
      ...parseSuppression(line),
      place: placeOfLine(workload, node, line),
      object,
    }));
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
function placeOfLine({ document: { source } }: Workload, node: Node, line: string): Place {
  const written = encodeText(line.trim());
  const start = source.text.indexOf(written, node.start);
  return start === -1 || start >= node.end
    ? placeOf(source, node.start, node.end)
    : placeOf(source, start, start + written.length);
}
