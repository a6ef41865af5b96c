import type { ManifestObject } from "../manifest/objects.ts";
import type { SourceNote } from "../outcome.ts";
import { placeOf } from "../text/place.ts";

/** Returns a note at the place of an object. */
export function noteOn({ node, document }: ManifestObject, message: string): SourceNote {
  const { source } = document;
  return { file: source.path, line: placeOf(source, node.start, node.start).line, message };
}
