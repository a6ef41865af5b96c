import type { Source } from "../text/source.ts";
import { type Document, splitDocuments } from "./documents.ts";
import { valueOfNode } from "./node-value.ts";
import { type IsKnown, type ManifestObject, mayBe, objectsOf } from "./objects.ts";
import { asMap, type ValueMap } from "./value.ts";

/** An object of the input that stands beside the workloads, such as a Service, with what it says. */
export interface InputObject {
  readonly object: ManifestObject;
  readonly value: ValueMap;
}

/**
 * Returns a reader of the sources' objects, in their order: those that are wanted, of documents that can be read. A document
 * is read when something in it may be wanted, and only once.
 */
export function inputReader(
  sources: readonly Source[],
): (isWanted: IsKnown) => readonly InputObject[] {
  const documents = sources.flatMap((source) => splitDocuments(source).documents);
  const known = new Map<Document, readonly ManifestObject[]>();
  const objectsIn = (document: Document): readonly ManifestObject[] => {
    const before = known.get(document);
    if (before !== undefined) return before;
    const read = objectsOf(document);
    const objects = "message" in read ? [] : read;
    known.set(document, objects);
    return objects;
  };
  return (isWanted) =>
    documents
      .filter((document) => mayBe(document, isWanted))
      .flatMap(objectsIn)
      .filter(({ apiVersion, kind }) => isWanted(apiVersion, kind))
      .map((object) => ({ object, value: asMap(valueOfNode(object.node)) }));
}
