// A manifest is edited at byte offsets, so its text is held with one character per byte (latin1).
// Only this file makes and unmakes such texts; whatever people read goes through `decodeText`.

declare const oneCharacterPerByte: unique symbol;

/** Text that holds one byte per character (0x00 to 0xFF), so that offsets in it are byte offsets. */
export type ByteText = string & { readonly [oneCharacterPerByte]: true };

/** One file or stream: `path` is the name that reports show (`-` is standard input). */
export interface Source {
  readonly path: string;
  readonly text: ByteText;
}

const CHUNK = 0x8000;
const BOM = "\xef\xbb\xbf";
const encoder = new TextEncoder();
const decoder = new TextDecoder("utf-8", { ignoreBOM: true });

/** Returns a text with U+FFFD for each half of a character (a lone surrogate), which has no form in UTF-8. */
export function wellFormed(text: string): string {
  return /\p{Cs}/u.test(text) ? decoder.decode(encoder.encode(text)) : text;
}

/** Returns the bytes as text, one character each. */
export function textOfBytes(bytes: Uint8Array): ByteText {
  if (typeof Buffer !== "undefined") {
    return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString(
      "latin1",
    ) as ByteText;
  }
  let text = "";
  for (let i = 0; i < bytes.length; i += CHUNK) {
    text += String.fromCharCode(...bytes.subarray(i, i + CHUNK));
  }
  return text as ByteText;
}

/** Returns the bytes that the text stands for. */
export function bytesOfText(text: ByteText): Uint8Array {
  if (typeof Buffer !== "undefined") return Buffer.from(text, "latin1");
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) bytes[i] = text.charCodeAt(i);
  return bytes;
}

/** Returns a string as the bytes of its UTF-8 form. */
export function encodeText(text: string): ByteText {
  return isAscii(text) ? (text as ByteText) : textOfBytes(encoder.encode(text));
}

/** Returns what a person reads: the text decoded as UTF-8, invalid bytes as U+FFFD. */
export function decodeText(text: string): string {
  return isAscii(text) ? text : decoder.decode(bytesOfText(text as ByteText));
}

/** Returns the part of the text from `start` to `end` (offsets), still as bytes. */
export function sliceText(text: ByteText, start: number, end?: number): ByteText {
  return text.slice(start, end) as ByteText;
}

/** Returns the texts one behind the other. */
export function joinTexts(texts: readonly ByteText[]): ByteText {
  return texts.join("") as ByteText;
}

/**
 * Returns the offset of column 0 in the line of `offset`: where the line starts, or behind a byte order mark there, which
 * takes no column. Whatever is said of columns and indentation counts bytes from here.
 */
export function lineStartAt(text: ByteText, offset: number): number {
  const start = offset === 0 ? 0 : text.lastIndexOf("\n", offset - 1) + 1;
  const behind = behindBom(text, start);
  return behind <= offset ? behind : start;
}

/** Returns the 0-based column of an offset in its line, in bytes. */
export function columnAt(text: ByteText, offset: number): number {
  return offset - lineStartAt(text, offset);
}

/** Returns the offset behind the line break that ends the line of `offset`, or the end of the text. */
export function nextLineAt(text: ByteText, offset: number): number {
  const end = text.indexOf("\n", offset);
  return end === -1 ? text.length : end + 1;
}

/** Returns the offset behind the UTF-8 byte order mark (EF BB BF) at an offset, or that offset where there is none. */
export function behindBom(text: ByteText, offset: number): number {
  return text.startsWith(BOM, offset) ? offset + BOM.length : offset;
}

/** Tells whether the text holds nothing but ASCII, so that its bytes are its characters. */
export function isAscii(text: string): boolean {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the whole ASCII range is meant.
  return /^[\x00-\x7f]*$/.test(text);
}
