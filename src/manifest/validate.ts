import type { DocumentProblem } from "../text/document-problem.ts";
import type { Source } from "../text/source.ts";
import { checkValue } from "./check-value.ts";
import type { JsonSchema } from "./json-schema.ts";
import { valueOfNode } from "./node-value.ts";
import type { Node } from "./outline.ts";
import { placeOfPart } from "./place-of-path.ts";
import { describeFault, isError, type SchemaFault, subjectOf } from "./schema-fault.ts";

/** Returns what is wrong with a node by its schema, one problem per fault; `root` is a node of `source`. */
export function validate(
  root: Node,
  schema: JsonSchema,
  source: Source,
): readonly DocumentProblem[] {
  return checkValue(valueOfNode(root), schema).map((fault) => locateFault(fault, root, source));
}

/** Returns the fault as a problem at its place in the file. */
export function locateFault(fault: SchemaFault, root: Node, source: Source): DocumentProblem {
  const place = placeOfPart(source, root, subjectOf(fault));
  return { severity: isError(fault) ? "error" : "warning", place, ...describeFault(fault) };
}
