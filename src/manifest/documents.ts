import { type ByteText, behindBom, type Source, sliceText } from "../text/source.ts";
import { outlineJson, skipJsonSpace } from "./json-outline.ts";
import type { Outline, SyntaxFault } from "./outline.ts";
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
}

/**
 * Returns the documents of a source as kubectl cuts them: at lines of `---`, and between JSON values.
 * What stands behind a `...` line up to the next `---` is no document, as kubectl never reads it.
 */
export function splitDocuments(source: Source): Documents {
  const { segments, faults } = splitSegments(source.text);
  const documents: Document[] = [];
  for (const segment of segments) {
    for (const part of splitSegment(source.text, segment)) {
      documents.push({ ...part, source, index: documents.length });
    }
  }
  return { documents, faults };
}

/** Returns the outline of a document, or why it cannot be read. */
export function readOutline(document: Document): Outline | SyntaxFault {
  return document.outline ?? outlineYaml(document.source.text, document.start, document.end);
}

/** Tells whether the reading failed. */
export function isFault(result: Outline | SyntaxFault): result is SyntaxFault {
  return "message" in result;
}

function splitSegments(text: ByteText): { segments: Segment[]; faults: SyntaxFault[] } {
  const segments: Segment[] = [];
  const faults: SyntaxFault[] = [];
  let start = behindBom(text, 0);
  for (const marker of separators(text, start)) {
    segments.push({ start, end: marker });
    const line = separatorLine(text, marker);
    if (!/^---(?:[ \t]+#|[ \t\r]*$)/.test(line)) {
      faults.push({
        offset: marker,
        message: "content on the line of the document separator `---`, which kubectl refuses",
      });
    }
    // Each document may start with a byte order mark of its own (files joined by `cat`).
    start = behindBom(text, Math.min(marker + line.length + 1, text.length));
  }
  segments.push({ start, end: text.length });
  return { segments, faults };
}

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

function splitSegment(
  text: ByteText,
  segment: Segment,
): readonly Omit<Document, "source" | "index">[] {
  const end = endOfContent(text, segment);
  const first = skipJsonSpace(text, segment.start, end);
  if (text.charAt(first) === "{") {
    const values = splitJson(text, first, end);
    if (values !== undefined) return values;
  }
  const content = sliceText(text, segment.start, end);
  return /^[ \t]*[^ \t\r\n#]/m.test(content) && !isDirectivesOnly(content)
    ? [{ start: segment.start, end }]
    : [];
}

function splitJson(
  text: ByteText,
  first: number,
  end: number,
): readonly Omit<Document, "source" | "index">[] | undefined {
  const values: Omit<Document, "source" | "index">[] = [];
  for (let at = first; at < end; ) {
    const result = outlineJson(text, at, end);
    if ("message" in result) {
      // What is no JSON from the first value on may still be a flow mapping of YAML.
      return values.length === 0 ? undefined : [...values, { start: at, end }];
    }
    values.push({ start: at, end: result.end, outline: result.outline });
    at = skipJsonSpace(text, result.end, end);
  }
  return values;
}

function endOfContent(text: ByteText, { start, end }: Segment): number {
  const content = text.slice(start, end);
  if (/^\.\.\.(?:[ \t\r\n]|$)/.test(content)) return start;
  for (let at = content.indexOf("\n..."); at !== -1; at = content.indexOf("\n...", at + 1)) {
    if (at + 4 === content.length || " \t\r\n".includes(content.charAt(at + 4)))
      return start + at + 1;
  }
  return end;
}

function isDirectivesOnly(content: string): boolean {
  return content.split("\n").every((line) => /^(?:%|[ \t]*(?:#|\r?$))/.test(line));
}
