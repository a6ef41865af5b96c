import { type ByteText, decodeText, sliceText, wellFormed } from "../text/source.ts";
import { MOST_LEVELS, TOO_DEEP } from "./nesting-limit.ts";
import type { Entry, Item, Node, Outline, ScalarNode, SyntaxFault } from "./outline.ts";

/** The outline of a JSON value and the offset behind it, or why there is none. */
export type JsonResult = { readonly outline: Outline; readonly end: number } | SyntaxFault;

const NO_ALIASES: ReadonlySet<Node> = new Set();

/** Returns the outline of the JSON value that starts at `start`, and where it ends. */
export function outlineJson(text: ByteText, start: number, end: number): JsonResult {
  const reader: Reader = { text, end, at: start };
  try {
    const root = readValue(reader, 0);
    return { outline: { root, aliased: NO_ALIASES }, end: reader.at };
  } catch (fault) {
    if (fault instanceof JsonFault) return { offset: reader.at, message: fault.message };
    throw fault;
  }
}

/** Returns the offset of the next byte that is no white space of JSON, or `end`. */
export function skipJsonSpace(text: ByteText, start: number, end: number): number {
  let at = start;
  while (at < end && " \t\r\n".includes(text.charAt(at))) at++;
  return at;
}

class JsonFault extends Error {}

interface Reader {
  readonly text: ByteText;
  readonly end: number;
  at: number;
}

function readValue(reader: Reader, depth: number): Node {
  switch (peek(reader)) {
    case "{":
      return readMap(reader, depth);
    case "[":
      return readSequence(reader, depth);
    case '"':
      return readString(reader);
    default:
      return readLiteral(reader);
  }
}

/** `depth` is that of the mappings and lists around a new one. */
function refuseDepth(depth: number): void {
  if (depth >= MOST_LEVELS) throw new JsonFault(TOO_DEEP.message);
}

function readMap(reader: Reader, depth: number): Node {
  refuseDepth(depth);
  const start = reader.at;
  const entries: Entry[] = [];
  readItems(reader, "}", () => {
    if (peek(reader) !== '"') throw new JsonFault("expected a key in double quotes");
    const key = readString(reader);
    if (peek(reader) !== ":") throw new JsonFault('expected ":" behind the key');
    reader.at++;
    entries.push({ key, value: readValue(reader, depth + 1) });
  });
  return { type: "map", style: "flow", column: 0, start, end: reader.at, entries };
}

function readSequence(reader: Reader, depth: number): Node {
  refuseDepth(depth);
  const start = reader.at;
  const items: Item[] = [];
  readItems(reader, "]", () => {
    const value = readValue(reader, depth + 1);
    items.push({ dash: value.start, value });
  });
  return { type: "sequence", style: "flow", column: 0, start, end: reader.at, items };
}

function readItems(reader: Reader, close: string, readItem: () => void): void {
  reader.at++;
  if (peek(reader) === close) {
    reader.at++;
    return;
  }
  for (;;) {
    readItem();
    const next = peek(reader);
    if (next !== "," && next !== close) throw new JsonFault(`expected "," or "${close}"`);
    reader.at++;
    if (next === close) return;
  }
}

function readString(reader: Reader): ScalarNode {
  const start = reader.at;
  // biome-ignore lint/suspicious/noControlCharactersInRegex: JSON forbids them in strings.
  const pattern = /"(?:[^"\\\x00-\x1f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y;
  const source = match(reader, pattern);
  if (source === undefined) throw new JsonFault("this string is not valid or not closed");
  // Go, and so kubectl, reads half of a character as U+FFFD.
  const content = wellFormed(JSON.parse(decodeText(source)));
  return { type: "scalar", style: "double", start, end: reader.at, content };
}

function readLiteral(reader: Reader): Node {
  const start = reader.at;
  const source = match(
    reader,
    /(?:true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?)(?![\w.+-])/y,
  );
  if (source === undefined) throw new JsonFault("expected a value");
  if (source === "null") return { type: "null", start, end: reader.at };
  return { type: "scalar", style: "plain", start, end: reader.at, content: source };
}

function match(reader: Reader, pattern: RegExp): string | undefined {
  pattern.lastIndex = reader.at;
  const found = pattern.exec(reader.text)?.[0];
  if (found === undefined || reader.at + found.length > reader.end) return undefined;
  reader.at += found.length;
  return found;
}

function peek(reader: Reader): string {
  reader.at = skipJsonSpace(reader.text, reader.at, reader.end);
  return reader.at < reader.end ? sliceText(reader.text, reader.at, reader.at + 1) : "";
}
