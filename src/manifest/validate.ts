import type { DocumentProblem } from "../text/document-problem.ts";
import type { Source } from "../text/source.ts";
import { valueOfNode } from "./node-value.ts";
import type { Node } from "./outline.ts";
import { placeOfPart } from "./place-of-path.ts";
import { describeFault, isError, type SchemaFault, subjectOf } from "./schema-fault.ts";
import { type CompiledSchema, schemaValidator } from "./schema-validator.ts";

/** Returns what is wrong with a node by its schema, one problem per fault; `root` is a node of `source`. */
export function validate(
  root: Node,
  schema: CompiledSchema,
  source: Source,
): readonly DocumentProblem[] {
  const faults = schemaValidator(schema)(valueOfNode(root));
  return faults.map((fault) => locateFault(fault, root, source));
}

/** Returns the fault as a problem at its place in the file. */
function locateFault(fault: SchemaFault, root: Node, source: Source): DocumentProblem {
  const place = placeOfPart(source, root, subjectOf(fault));
  return { severity: isError(fault) ? "error" : "warning", place, ...describeFault(fault) };
}
