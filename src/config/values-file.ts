import { configValidators } from "../generated/config-validators.ts";
import { valueOfNode } from "../manifest/node-value.ts";
import { validate } from "../manifest/validate.ts";
import type { DocumentProblem } from "../text/document-problem.ts";
import type { Source } from "../text/source.ts";
import { type OwnDocument, readOwnDocument } from "./own-document.ts";
import { type TemplateValues, templateValuesOf } from "./template-values.ts";

/** A file given with `--values`. */
export interface ValuesFile {
  readonly document: OwnDocument;
  readonly values: TemplateValues;
}

/** Returns what a file given with `--values` says (template → parameter → value), or what is wrong with it. */
export function readValuesFile(source: Source): {
  readonly file?: ValuesFile;
  readonly problems: readonly DocumentProblem[];
} {
  const { document, problems: unreadable } = readOwnDocument(source);
  if (document === undefined) return { problems: unreadable };
  const problems = [
    ...unreadable,
    ...validate(document.root, configValidators().valuesFile, source),
  ];
  if (problems.length > 0) return { problems };
  return { file: { document, values: templateValuesOf(valueOfNode(document.root)) }, problems };
}
