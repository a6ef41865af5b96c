import { isFault, readOutline, splitDocuments } from "../manifest/documents.ts";
import { duplicateKeys } from "../manifest/duplicate-keys.ts";
import { keyText } from "../manifest/node-value.ts";
import type { Node } from "../manifest/outline.ts";
import type { DocumentProblem } from "../text/document-problem.ts";
import { placeOf } from "../text/place.ts";
import type { Source } from "../text/source.ts";

/** The one document of a file of ours (a config, values). */
export interface OwnDocument {
  readonly source: Source;
  readonly root: Node;
}

/** Returns the one document of a file, or what keeps it from being read; duplicate keys are a problem of it. */
export function readOwnDocument(source: Source): {
  readonly document?: OwnDocument;
  readonly problems: readonly DocumentProblem[];
} {
  const error = (offset: number, message: string, help = ""): DocumentProblem => ({
    severity: "error",
    message,
    place: placeOf(source, offset, offset),
    help,
  });
  const { documents, faults } = splitDocuments(source);
  if (faults.length > 0) {
    return { problems: faults.map(({ offset, message }) => error(offset, message)) };
  }
  const [first, second] = documents;
  if (first === undefined) return { problems: [error(0, "the file is empty")] };
  if (second !== undefined) {
    const help = "keep one document in the file";
    return { problems: [error(second.start, "a second document begins here", help)] };
  }
  const outline = readOutline(first);
  if (isFault(outline)) {
    return { problems: [error(outline.offset, outline.message, outline.remedy)] };
  }
  const problems = duplicateKeys(outline.root).map((key) => ({
    ...error(0, `the key "${keyText(key)}" stands here twice`, "join the two into one"),
    place: placeOf(source, key.start, key.end),
  }));
  return { document: { source, root: outline.root }, problems };
}
