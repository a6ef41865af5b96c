import type { FieldPath } from "../manifest/field-path.ts";
import { placeOfPart } from "../manifest/place-of-path.ts";
import type { DocumentProblem } from "../text/document-problem.ts";
import type { OwnDocument } from "./own-document.ts";

/** Something that the schema of a config allows but that cannot work. */
export interface ConfigFault {
  readonly at: FieldPath;
  /** Whether the key that ends the path is meant, or the value. */
  readonly of: "key" | "value";
  readonly message: string;
  readonly help?: string;
}

/** Returns the fault as a problem at its place in the config. */
export function locateFault(
  { at, of, message, help = "" }: ConfigFault,
  { source, root }: OwnDocument,
): DocumentProblem {
  const place = placeOfPart(source, root, { path: at, part: of });
  return { severity: "error", message, help, place };
}
