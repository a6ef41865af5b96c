import { isFault, readOutline, splitDocuments } from "../../src/manifest/documents.ts";
import { valueOfNode } from "../../src/manifest/node-value.ts";
import type { Value } from "../../src/manifest/value.ts";
import { textOfBytes } from "../../src/text/source.ts";

/** Returns the values of a text (bytes as latin1), or the first fault as `OFFSET: MESSAGE`. */
export function readText(text: string): readonly Value[] | string {
  const source = { path: "in.yaml", text: textOfBytes(Buffer.from(text, "latin1")) };
  const { documents, faults } = splitDocuments(source);
  const values: Value[] = [];
  for (const fault of faults) return `${fault.offset}: ${fault.message}`;
  for (const document of documents) {
    const outline = readOutline(document);
    if (isFault(outline)) return `${outline.offset}: ${outline.message}`;
    values.push(valueOfNode(outline.root));
  }
  return values;
}
