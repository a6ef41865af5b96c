import type { Place } from "../text/place.ts";
import type { Source } from "../text/source.ts";
import type { FieldPath } from "./field-path.ts";
import type { Node } from "./outline.ts";
import { placeOfPath } from "./place-of-path.ts";

/** Where a value is written: its path in a document. A place takes counting lines, so it is made only where it is shown. */
export interface Written {
  readonly document: { readonly source: Source; readonly root: Node };
  readonly path: FieldPath;
}

/** Returns the place of a written value, or of a part of it. */
export function placeOfWritten({ document, path }: Written, part: FieldPath = []): Place {
  return placeOfPath(document.source, document.root, [...path, ...part]);
}
