import { type Document, isFault, readOutline, splitDocuments } from "../manifest/documents.ts";
import { duplicateKeys } from "../manifest/duplicate-keys.ts";
import { misreadKeys } from "../manifest/misread-keys.ts";
import { keyText, valueOfNode } from "../manifest/node-value.ts";
import type { Node, ScalarNode, SyntaxFault } from "../manifest/outline.ts";
import { asMap, asString, type ValueMap } from "../manifest/value.ts";
import type { DocumentProblem } from "../text/document-problem.ts";
import { placeOf } from "../text/place.ts";
import type { Source } from "../text/source.ts";

/** A SidecarTemplate as its document has it: it is not checked, and what it extends is not in it. */
export interface TemplateDraft {
  readonly name: string;
  readonly source: Source;
  readonly root: Node;
  readonly value: ValueMap;
  readonly problems: readonly DocumentProblem[];
}

/** The templates of a file as they stand there, and what keeps others from being read. */
export interface DraftsRead {
  readonly drafts: readonly TemplateDraft[];
  readonly problems: readonly DocumentProblem[];
}

/** Returns the SidecarTemplates of a file, in their order; documents of other kinds are passed over. */
export function readTemplateDrafts(source: Source): DraftsRead {
  const { documents, faults } = splitDocuments(source);
  const read = documents.map(readDocument);
  return {
    drafts: read.flatMap(({ drafts }) => drafts),
    problems: [
      ...faults.map((fault) => syntaxProblem(fault, source)),
      ...read.flatMap(({ problems }) => problems),
    ],
  };
}

function readDocument(document: Document): DraftsRead {
  const { source } = document;
  const outline = readOutline(document);
  if (isFault(outline)) return { drafts: [], problems: [syntaxProblem(outline, source)] };
  const { root } = outline;
  const value = asMap(valueOfNode(root));
  if (value["kind"] !== "SidecarTemplate") return { drafts: [], problems: [] };
  const problems = [
    ...duplicateKeys(root).map((key) => duplicateProblem(key, source)),
    ...misreadKeys(root).map((key) => misreadProblem(key, source)),
  ];
  const name = asString(asMap(value["metadata"])["name"]) ?? "";
  return { drafts: [{ name, source, root, value, problems }], problems: [] };
}

function misreadProblem(key: ScalarNode, source: Source): DocumentProblem {
  return {
    severity: "error",
    message: `the key ${key.content} is read as "${keyText(key)}"`,
    help: "put it in quotes, or take another name",
    place: placeOf(source, key.start, key.end),
  };
}

function duplicateProblem(key: ScalarNode, source: Source): DocumentProblem {
  return {
    severity: "error",
    message: `the key "${key.content}" stands here twice`,
    help: "join the two into one",
    place: placeOf(source, key.start, key.end),
  };
}

function syntaxProblem(
  { offset, message, remedy = "" }: SyntaxFault,
  source: Source,
): DocumentProblem {
  const place = placeOf(source, offset, offset + 1);
  return { severity: "error", message, help: remedy, place };
}
