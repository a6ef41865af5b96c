import { type ByteText, behindBom, decodeText, type Source, sliceText } from "../text/source.ts";
import { outlineJson, skipJsonSpace } from "./json-outline.ts";
import type { Outline, SyntaxFault } from "./outline.ts";
import { BYTE_ORDER_MARK, refusedCharacter } from "./refused-yaml.ts";
import { outlineYaml } from "./yaml-outline.ts";

/** One YAML document or JSON value of a source: the bytes from `start` to `end`, separators left out. */
export interface Document {
  readonly source: Source;
  /** 0-based, counting the documents that say something. */
  readonly index: number;
  readonly start: number;
  readonly end: number;
  /** Known from the start for JSON, whose end is found by reading it. */
  readonly outline?: Outline;
}

/** What a document is written in. */
export type Syntax = "json" | "yaml";

/** Returns what a document is written in. */
export function syntaxOf({ outline }: Document): Syntax {
  return outline === undefined ? "yaml" : "json";
}

/** The documents of a source, and what keeps it from being cut into documents. */
export interface Documents {
  readonly documents: readonly Document[];
  readonly faults: readonly SyntaxFault[];
}

interface Segment {
  readonly start: number;
  readonly end: number;
  /** kubectl gives the parser the `---` before it as well, as it does where nothing stands before that. */
  readonly hasMarker: boolean;
}

type Part = Omit<Document, "source" | "index">;

/**
 * Returns the documents of a source as kubectl cuts them: at lines of `---`, and between JSON values.
 * What stands behind a `...` line up to the next `---` is no document, as kubectl never reads it.
 */
export function splitDocuments(source: Source): Documents {
  const { segments, faults } = splitSegments(source.text);
  if (behindBom(source.text, 0) > 0) faults.push(...notUtf8(source.text));
  const documents: Document[] = [];
  for (const [index, cut] of segments.entries()) {
    const followsJson = index === 1 && documents[0]?.outline !== undefined;
    const segment = followsJson ? withBom(source.text, cut) : cut;
    const parts = splitSegment(source.text, segment);
    const fault =
      unreadSegment(source.text, segment) ??
      secondJson(source.text, parts, segments.length === 1) ??
      (index === 0 ? endAfterJson(source.text, segment, parts) : undefined);
    if (fault !== undefined) faults.push(fault);
    if (index > 0) faults.push(...parts.flatMap((part) => faultOfJson(source.text, part)));
    for (const part of parts) documents.push({ ...part, source, index: documents.length });
  }
  return { documents, faults };
}

/** After a value of JSON, kubectl starts to read YAML at the separator, and a mark after it is part of the first key. */
function withBom(text: ByteText, segment: Segment): Segment {
  const start = segment.start - BYTE_ORDER_MARK.length;
  return text.startsWith(BYTE_ORDER_MARK, start) ? { ...segment, start } : segment;
}

/** Returns the outline of a document, or why it cannot be read. */
export function readOutline(document: Document): Outline | SyntaxFault {
  return document.outline ?? outlineYaml(document.source.text, document.start, document.end);
}

/** Tells whether the reading failed. */
export function isFault(result: Outline | SyntaxFault): result is SyntaxFault {
  return "message" in result;
}

/** Without a byte order mark kubectl takes what is not UTF-8 for U+FFFD; behind one it refuses it. */
function notUtf8(text: ByteText): readonly SyntaxFault[] {
  if (!decodeText(text).includes("\ufffd")) return [];
  const message = "this file starts with the byte order mark of UTF-8, and is not UTF-8";
  return [{ offset: 0, message, remedy: "save it as UTF-8" }];
}

function splitSegments(text: ByteText): { segments: Segment[]; faults: SyntaxFault[] } {
  const segments: Segment[] = [];
  const faults: SyntaxFault[] = [];
  let start = behindBom(text, 0);
  let hasMarker = false;
  for (const marker of separators(text, start)) {
    segments.push({ start, end: marker, hasMarker });
    hasMarker = !hasMarker && start === marker;
    const line = separatorLine(text, marker);
    if (line.startsWith("---#")) faults.push({ offset: marker, ...COMMENT_AT_SEPARATOR });
    else if (!/^---(?:[ \t]+#|[ \t\r]*$)/.test(line)) {
      faults.push({
        offset: marker,
        message: "content on the line of the document separator `---`, which kubectl refuses",
      });
    }
    const next = Math.min(marker + line.length + 1, text.length);
    // Each document may start with a byte order mark of its own (files joined by `cat`). To kubectl the first `---` is
    // part of the document behind it, and a mark there of its first key.
    start = hasMarker ? next : behindBom(text, next);
  }
  segments.push({ start, end: text.length, hasMarker });
  return { segments, faults };
}

const COMMENT_AT_SEPARATOR = {
  message: "a comment directly after `---`, which YAML readers disagree about",
  remedy: "write a space between them",
};

function* separators(text: ByteText, start: number): Generator<number> {
  if (text.startsWith("---", start)) yield start;
  for (let at = text.indexOf("\n---", start); at !== -1; at = text.indexOf("\n---", at + 1)) {
    yield at + 1;
  }
}

function separatorLine(text: ByteText, marker: number): string {
  const end = text.indexOf("\n", marker);
  return text.slice(marker, end === -1 ? text.length : end);
}

function splitSegment(text: ByteText, segment: Segment): readonly Part[] {
  const end = endOfContent(text, segment);
  const first = skipJsonSpace(text, segment.start, end);
  if (text.charAt(first) === "{") {
    const values = splitJson(text, first, end);
    if (values !== undefined) return values;
  }
  const content = sliceText(text, segment.start, end);
  return isDirectivesOnly(content) ? [] : [{ start: segment.start, end }];
}

function splitJson(text: ByteText, first: number, end: number): readonly Part[] | undefined {
  const values: Part[] = [];
  let rest = first;
  for (let at = first; at < end; ) {
    const result = outlineJson(text, at, end);
    if ("message" in result) {
      // What is no JSON from the first value on may still be a flow mapping of YAML.
      if (values.length === 0) return undefined;
      const content = text.slice(at, end);
      return isComments(content) ? values : [...values, { start: rest, end }];
    }
    values.push({ start: at, end: result.end, outline: result.outline });
    at = skipJsonSpace(text, result.end, end);
    // For kubectl, YAML behind a value starts on the line after it.
    const lineEnd = text.indexOf("\n", result.end);
    rest = lineEnd !== -1 && lineEnd < at ? lineEnd + 1 : at;
  }
  return values;
}

/** Comments alone are no document; only of an empty one that ends the stream does kubectl complain. */
function isComments(content: string): boolean {
  return isDirectivesOnly(content) && !/(?<![^\n])%/.test(content) && content.trimEnd() !== "#";
}

/** Returns why kubectl does not read what stands between two separators, although no document is in it. */
function unreadSegment(text: ByteText, segment: Segment): SyntaxFault | undefined {
  const content = sliceText(text, segment.start, endOfContent(text, segment));
  if (!isDirectivesOnly(content)) return undefined;
  const refused = refusedCharacter(content, segment.start);
  if (refused !== undefined) return refused;
  const directive = /(?<![^\r\n])%/.exec(content);
  if (directive !== null) {
    return {
      offset: segment.start + directive.index,
      message: "a directive stands here, which kubectl refuses",
      remedy: "remove it, and the `---` below it",
    };
  }
  const end = segment.start + content.length;
  if (end === segment.end || segment.hasMarker) return undefined;
  return {
    offset: end,
    message: "`...` ends a document here that has not begun, which kubectl refuses",
    remedy: "remove it",
  };
}

/** kubectl takes values of JSON one behind the other only where the whole stream is JSON; before YAML it takes one. */
function secondJson(
  text: ByteText,
  parts: readonly Part[],
  isWholeStream: boolean,
): SyntaxFault | undefined {
  const [first, second] = parts;
  if (first?.outline === undefined || second === undefined) return undefined;
  const last = parts.at(-1);
  const isMixed = last !== undefined && last.outline === undefined;
  const isOneBeforeYaml =
    parts.length === 2 && !NOT_YAML.test(text.slice(second.start, second.end));
  if (isWholeStream && (!isMixed || isOneBeforeYaml)) return undefined;
  return {
    offset: second.start,
    message: "kubectl does not read a value that follows one of JSON here",
    remedy: "write a line of `---` between them",
  };
}

/** A stream that starts with JSON is YAML to kubectl only from the first other thing on, and `...` is no such thing. */
function endAfterJson(
  text: ByteText,
  segment: Segment,
  parts: readonly Part[],
): SyntaxFault | undefined {
  const end = endOfContent(text, segment);
  if (end === segment.end || parts.at(-1)?.outline === undefined) return undefined;
  return {
    offset: end,
    message: "kubectl does not read the `...` that follows a value of JSON here",
    remedy: "remove it",
  };
}

/** After a separator kubectl reads YAML, also where it looks like JSON, and YAML has fewer escapes and more line breaks. */
function faultOfJson(text: ByteText, { start, end, outline }: Part): readonly SyntaxFault[] {
  if (outline === undefined) return [];
  const read = outlineYaml(text, start, end);
  return isFault(read) ? [read] : [];
}

// What the reader of JSON takes for the start of one more value, or stops at; and what is too short for that of YAML.
const NOT_YAML = /^\s*(?:[-\d"[{\x80-\xff]|true|false|null|#\s*$)/;

function endOfContent(text: ByteText, { start, end }: Segment): number {
  const content = text.slice(start, end);
  for (let at = content.indexOf("..."); at !== -1; at = content.indexOf("...", at + 1)) {
    const isLineStart = at === 0 || content.charAt(at - 1) === "\n";
    const isWord = at + 3 === content.length || " \t\r\n".includes(content.charAt(at + 3));
    if (isLineStart && isWord) return start + at;
  }
  return end;
}

// A line that says something, whatever ends the line before it for one of the readers.
const CONTENT =
  /(?:^|[\r\n]|\xc2\x85|\xe2\x80[\xa8\xa9])(?!%)[ \t]*(?!\xc2\x85|\xe2\x80[\xa8\xa9])[^ \t\r\n#]/;

function isDirectivesOnly(content: string): boolean {
  return !CONTENT.test(content);
}
