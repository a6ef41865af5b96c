import { isFault, readOutline, splitDocuments } from "../manifest/documents.ts";
import { placeOf } from "../text/place.ts";
import type { Source } from "../text/source.ts";
import { UserError } from "../text/user-error.ts";
import { UNFINISHED_HELP, unfinishedScalar } from "./open-scalar.ts";

/**
 * Throws a `UserError` where a file that is not the last one of a stream ends in a block scalar without a line break: the
 * line break that has to follow it in the stream becomes part of its value for some YAML readers.
 */
export function refuseJoining(sources: readonly Source[]): void {
  for (const source of sources.slice(0, -1)) {
    if (source.text === "" || source.text.endsWith("\n")) continue;
    const document = splitDocuments(source).documents.at(-1);
    const outline = document && readOutline(document);
    if (outline === undefined || isFault(outline)) continue;
    const scalar = unfinishedScalar(source.text, outline.root);
    if (scalar === undefined) continue;
    const { file, line, column } = placeOf(source, scalar.start, scalar.end);
    throw new UserError(
      `${file}:${line}:${column}: the file ends in this block scalar without a line break, and another file follows it on stdout, where its value would get one. ${UNFINISHED_HELP}`,
    );
  }
}
