import { refuseBinary } from "../text/refuse-binary.ts";
import {
  type ByteText,
  bytesOfText,
  decodeText,
  encodeText,
  type Source,
  textOfBytes,
} from "../text/source.ts";

/** What a file says, as text or as its bytes (UTF-8). */
export type Content = string | Uint8Array;

/** A file that the caller has read. */
export interface TextFile {
  /** The name that messages show. */
  readonly path: string;
  /** The whole file. */
  readonly content: Content;
}

/** Returns the file as the program reads it; throws a `UserError` for bytes that are no text. */
export function sourceOf({ path, content }: TextFile): Source {
  if (typeof content === "string") return { path, text: encodeText(content) };
  refuseBinary(path, content);
  return { path, text: textOfBytes(content) };
}

/** Returns the text in the form that was given: a string for a string, bytes for bytes. */
export function contentOf<Given extends Content>(text: ByteText, given: Given): Given {
  return (typeof given === "string" ? decodeText(text) : bytesOfText(text)) as Given;
}
