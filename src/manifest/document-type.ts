// What a document is, by its root. kubectl goes by the parsed root, and so does everything here; the text alone decides
// only where it cannot be read in another way.

import { type ByteText, sliceText } from "../text/source.ts";
import { type Document, isFault, readOutline } from "./documents.ts";
import { listAt, textAt } from "./node-value.ts";
import type { Node, SequenceNode, SyntaxFault } from "./outline.ts";
import { groupOf } from "./workloads.ts";

/** What the root of a document, or an item of a list, says that it is. */
export interface DocumentType {
  /** Empty where there is none. */
  readonly apiVersion: string;
  readonly kind: string;
  /** Whether it has items, and is a list whatever its kind says. */
  readonly isList: boolean;
}

/** What the text of a document says that it is. */
export interface Glance extends Pick<DocumentType, "apiVersion" | "kind"> {
  /** Whether these are a list takes a closer look. */
  readonly hasItems: boolean;
  readonly hasSpec: boolean;
}

/** The API group of the objects that are ours: configs and templates. */
const OWN_GROUP = "kube-sidecar.dev";

/** Tells whether an `apiVersion` is of the API group that is ours. */
export function isOwnGroup(apiVersion: string): boolean {
  return groupOf(apiVersion) === OWN_GROUP;
}

/** Returns what a document is; reads no more than its text where that cannot be taken for anything else. */
export function typeOfDocument(document: Document): DocumentType | SyntaxFault {
  const glance = glanceAt(document);
  if (glance?.hasItems === false) {
    return { apiVersion: glance.apiVersion, kind: glance.kind, isList: false };
  }
  const outline = readOutline(document);
  return isFault(outline) ? outline : typeOfNode(outline.root);
}

/** Returns what an object is. */
export function typeOfNode(node: Node): DocumentType {
  return {
    apiVersion: textAt(node, ["apiVersion"]),
    kind: textAt(node, ["kind"]),
    isList: itemsOf(node) !== undefined,
  };
}

/** Returns the items of a list as kubectl knows one: by a list in `items`, whatever its kind. */
export function itemsOf(node: Node): SequenceNode | undefined {
  return listAt(node, ["items"]);
}

/**
 * Returns what a document is from its text alone; undefined where that is not certain. It is where the root is a mapping
 * over lines whose keys all stand in the first column, without quotes, anchors, tags or merge keys: then none of them
 * escapes, and each stands there once.
 */
export function glanceAt({ source, start, end, outline }: Document): Glance | undefined {
  return outline === undefined ? glanceAtText(sliceText(source.text, start, end)) : undefined;
}

function glanceAtText(text: ByteText): Glance | undefined {
  const [head, first] = FIRST_LINE.exec(text) ?? [];
  if (head === undefined || first === undefined || ODD_ROOT_LINE.test(text)) return undefined;
  const others = text.slice(head.length).matchAll(OTHER_ROOT_LINES);
  // Of each key the rest of its line.
  const values = new Map<string, string>();
  for (const line of [first, ...[...others].map(([found]) => found.slice(1))]) {
    if (ROOT_ITEM.test(line)) continue;
    const [start, key] = ROOT_KEY.exec(line) ?? [];
    if (start === undefined || key === undefined) return undefined;
    if (values.has(key)) return undefined;
    values.set(key, line.slice(start.length));
  }
  const apiVersion = plainWord(values.get("apiVersion"));
  const kind = plainWord(values.get("kind"));
  if (apiVersion === undefined || kind === undefined) return undefined;
  return { apiVersion, kind, hasItems: values.has("items"), hasSpec: values.has("spec") };
}

/** Comments and empty lines, and then a key in the first column, which makes the root a mapping of such keys. */
const FIRST_LINE = /^(?:[ \t]*(?:#[^\n]*|\r)?\n)*([A-Za-z][^\n]*)/;

/** What is not indented, and not a comment; in quotes and brackets it may be anything. */
const OTHER_ROOT_LINES = /\n[^ \t\r\n#][^\n]*/g;

const ROOT_ITEM = /^-(?:[ \t\r]|$)/;
const ROOT_KEY = /^([A-Za-z][\w.-]*):(?=[ \t\r]|$)/;

/** What kubectl may take for a key of the root behind a line break that other readers do not know. */
const ODD_ROOT_LINE = /(?:\r(?!\n)|\xc2\x85|\xe2\x80[\xa8\xa9])(?:["'?!&*<]|kind|apiVersion|items)/;

function plainWord(value: string | undefined): string | undefined {
  return /^[ \t]+([A-Za-z][A-Za-z0-9./-]*)[ \t]*(?:[ \t]#.*)?\r?$/.exec(value ?? "")?.[1];
}
