import { type Document, isFault, readOutline, splitDocuments } from "../manifest/documents.ts";
import { duplicateKeys } from "../manifest/duplicate-keys.ts";
import { misreadKeys } from "../manifest/misread-keys.ts";
import { keyText, valueOfNode } from "../manifest/node-value.ts";
import type { Node, ScalarNode, SyntaxFault } from "../manifest/outline.ts";
import { placeOfPart } from "../manifest/place-of-path.ts";
import type { SchemaCompiler } from "../manifest/schema-validator.ts";
import { asMap, asString } from "../manifest/value.ts";
import type { DocumentProblem } from "../text/document-problem.ts";
import { hasErrors } from "../text/has-errors.ts";
import { placeOf } from "../text/place.ts";
import type { Source } from "../text/source.ts";
import { type CheckedFault, checkTemplate } from "./check-template.ts";
import { paramChecker } from "./param-checker.ts";
import type { Template } from "./template.ts";
import { toSpec } from "./to-spec.ts";

/** The templates of a file, and what is wrong in it; a template with errors is left out. */
export interface TemplatesRead {
  readonly templates: readonly Template[];
  readonly problems: readonly DocumentProblem[];
}

/**
 * Returns the SidecarTemplates of a file, in their order; documents of other kinds are passed over. `compile` is for the
 * schemas of their parameters.
 */
export function readTemplates(source: Source, compile: SchemaCompiler): TemplatesRead {
  const { documents, faults } = splitDocuments(source);
  const read = documents.map((document) => readDocument(document, compile));
  return {
    templates: read.flatMap(({ templates }) => templates),
    problems: [
      ...faults.map((fault) => syntaxProblem(fault, source)),
      ...read.flatMap(({ problems }) => problems),
    ],
  };
}

function readDocument(document: Document, compile: SchemaCompiler): TemplatesRead {
  const { source } = document;
  const outline = readOutline(document);
  if (isFault(outline)) return { templates: [], problems: [syntaxProblem(outline, source)] };
  const value = asMap(valueOfNode(outline.root));
  if (value["kind"] !== "SidecarTemplate") return { templates: [], problems: [] };
  const spec = toSpec(value["spec"] ?? null);
  const checkParam = paramChecker(spec.params, compile);
  const problems = [
    ...duplicateKeys(outline.root).map((key) => duplicateProblem(key, source)),
    ...misreadKeys(outline.root).map((key) => misreadProblem(key, source)),
    ...checkTemplate(value, spec, checkParam).map((fault) => located(fault, outline.root, source)),
  ];
  if (hasErrors(problems)) return { templates: [], problems };
  const name = asString(asMap(value["metadata"])["name"]) ?? "";
  return { templates: [{ name, builtIn: false, source, spec, checkParam }], problems };
}

function located(fault: CheckedFault, root: Node, source: Source): DocumentProblem {
  const { severity, message, help } = fault;
  return { severity, message, help, place: placeOfPart(source, root, fault) };
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

function syntaxProblem({ offset, message }: SyntaxFault, source: Source): DocumentProblem {
  return { severity: "error", message, help: "", place: placeOf(source, offset, offset + 1) };
}
