import { type ByteText, behindBom, encodeText, joinTexts, sliceText } from "./source.ts";

const LINE_END = encodeText("\n");
const WINDOWS_LINE_END = encodeText("\r\n");
const SEPARATOR = encodeText("---");
const DOCUMENT_END = encodeText("...");
const MARKER = /^---(?=[ \t\r\n])/gm;

/**
 * Returns the texts as one stream of documents.
 * A text stays as it is, except that one which lacks its end of line gets it where another follows, `---` goes
 * between documents that lack it, and a byte order mark is kept only at the start of the stream.
 */
export function joinSources(texts: readonly ByteText[]): ByteText {
  const parts: ByteText[] = [];
  let previous: ByteText | undefined;
  for (const whole of texts.filter((text) => text !== "")) {
    const text = previous === undefined ? whole : sliceText(whole, behindBom(whole, 0));
    if (previous !== undefined) parts.push(...between(previous, text));
    parts.push(text);
    previous = text;
  }
  return joinTexts(parts);
}

function between(previous: ByteText, next: ByteText): readonly ByteText[] {
  const lineEnd = lineEndOf(previous);
  const complete = previous.endsWith("\n") ? [] : [lineEnd];
  const separator = separatorBetween(previous, next);
  return separator === undefined ? complete : [...complete, separator, lineEnd];
}

function separatorBetween(previous: ByteText, next: ByteText): ByteText | undefined {
  const start = firstContentLine(next);
  if (start.startsWith("%")) return DOCUMENT_END; // A directive may only follow the end of a document.
  if (/^---(?:[ \t\r]|$)/.test(start)) return undefined;
  if (isJson(start) && isJson(firstContentLine(lastDocument(previous)))) return undefined;
  return SEPARATOR;
}

function lineEndOf(text: ByteText): ByteText {
  const end = text.indexOf("\n");
  return end > 0 && text[end - 1] === "\r" ? WINDOWS_LINE_END : LINE_END;
}

function lastDocument(text: ByteText): ByteText {
  let start = 0;
  for (const marker of text.matchAll(MARKER)) start = marker.index + marker[0].length;
  return sliceText(text, start);
}

/** Returns the rest of the first line that is neither blank nor a comment, from its first character on. */
function firstContentLine(text: ByteText): string {
  const content = text.slice(behindBom(text, 0));
  return /^(?:[ \t\r]*(?:#[^\n]*)?\n)*([^\n]*)/.exec(content)?.[1] ?? "";
}

function isJson(line: string): boolean {
  return /^[ \t]*[{[]/.test(line);
}
