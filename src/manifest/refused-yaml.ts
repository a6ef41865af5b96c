// YAML that kubectl refuses, or that its reader (go-yaml 2, YAML 1.1) and that of this program (YAML 1.2) would take for
// different values. A document with any of it is not read.

import { isInteger } from "../text/read-scalar.ts";
import type { ByteText } from "../text/source.ts";
import { effectiveEntries, isMerge, keyText, scalarValue } from "./node-value.ts";
import type { MapNode, Node, ScalarNode, SyntaxFault } from "./outline.ts";
import type { Value } from "./value.ts";

/** Why a node is not read, and what to write in its place. */
export type Refused = Omit<Required<SyntaxFault>, "offset">;

/** Returns the first character of a document that no reader, or each in its own way, reads; `start` is where it begins. */
export function refusedCharacter(text: ByteText, start: number): SyntaxFault | undefined {
  const space = oddSpaceBefore(text, start);
  if (space !== undefined) return space;
  const end = oddEnd(text);
  if (end !== undefined && (end.hasTab || KEPT_BLOCK.test(text))) {
    return { offset: start + end.index + 1, ...SPACE_LAST };
  }
  const found = REFUSED.exec(text);
  if (found === null) return undefined;
  const offset = start + found.index;
  return /^(?:\r|\xc2\x85|\xe2)/.test(found[0])
    ? { offset, ...ODD_LINE_BREAK }
    : { offset, ...(found[0] === BYTE_ORDER_MARK ? INNER_MARK : CONTROL_CHARACTER) };
}

/**
 * Returns the line break before the lines at the end that hold nothing, and of which the first has a tab, or else before a
 * last one of spaces. kubectl ends the last line where that is not done: then it is a line of its own, and a tab in it no
 * indentation.
 */
function oddEnd(text: ByteText): { readonly index: number; readonly hasTab: boolean } | undefined {
  let found: ReturnType<typeof oddEnd>;
  let end = text.length;
  while (end > 0) {
    const index = text.lastIndexOf("\n", end - 1);
    const line = text.slice(index + 1, end);
    const isLast = end === text.length;
    if (index === -1 || !(isLast ? /^[ \t]*$/ : /^[ \t]*\r?$/).test(line)) break;
    if (line.includes("\t")) found = { index, hasTab: true };
    else if (isLast && line !== "") found = { index, hasTab: false };
    end = index;
  }
  return found;
}

/** Returns the tab, or the other space of Unicode, that stands before the first content of a document. */
function oddSpaceBefore(text: ByteText, start: number): SyntaxFault | undefined {
  const found = ODD_SPACE.exec(text);
  const length = found?.[1]?.length ?? 0;
  return found === null
    ? undefined
    : { offset: start + found[0].length - length, ...ODD_SPACE_FIRST };
}

const ODD_SPACE =
  /^(?:(?: *#[^\n]*| *\r?)\n)* *(\t|\xc2\xa0|\xe1\x9a\x80|\xe2\x80[\x80-\x8a\xaf]|\xe2\x81\x9f|\xe3\x80\x80)/;

/** The byte order mark of UTF-8. */
export const BYTE_ORDER_MARK = "\xef\xbb\xbf";

// Lone CR, NEL, LS and PS; control characters, U+FFFE and U+FFFF; the byte order mark.
const REFUSED =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
  /\r(?!\n)|[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]|\xc2[\x80-\x9f]|\xe2\x80[\xa8\xa9]|\xed[\xa0-\xbf]|\xef\xbf[\xbe\xbf]|(?<![^\n])\xef\xbb\xbf/;

const ODD_LINE_BREAK: Refused = {
  message: "a line break that YAML readers disagree about (a lone CR, NEL, LS or PS) stands here",
  remedy: 'write a line feed in its place, or an escape in double quotes ("\\u2028")',
};

const CONTROL_CHARACTER: Refused = {
  message: "a character that YAML does not allow stands here",
  remedy: 'write it as an escape in double quotes ("\\u0007"), or take it out',
};

const INNER_MARK: Refused = {
  message: "a byte order mark starts a line here, where YAML readers disagree about it",
  remedy: "remove it",
};

/** Returns why a scalar is not read. */
export function refusedScalar(node: ScalarNode): Refused | undefined {
  if (node.tag === undefined && node.style !== "plain") return undefined;
  if (node.tag !== undefined && node.tag !== `${TAG}str`) return refusedTag(node, node.tag);
  return refusedNumber(scalarValue(node));
}

/** Returns why a text in double quotes, given with its quotes, is not read. */
export function refusedEscape(source: string): Refused | undefined {
  if (SLASH_ESCAPE.test(source)) {
    return {
      message: 'kubectl does not read the escape "\\/" that stands here',
      remedy: 'write "/"',
    };
  }
  if (!SURROGATE_ESCAPE.test(source)) return undefined;
  return {
    message: "an escape here stands for half of a character (a surrogate), which kubectl refuses",
    remedy: 'write the character itself, or an escape of it as a whole ("\\U0001F600")',
  };
}

const SLASH_ESCAPE = /(?<!\\)(?:\\\\)*\\\//;
const SURROGATE_ESCAPE = /(?<!\\)(?:\\\\)*\\(?:u|U0000)[dD][89a-fA-F]/;

const TAG = "tag:yaml.org,2002:";

function refusedTag(node: ScalarNode, tag: string): Refused | undefined {
  const value = scalarValue(node);
  const fits = TYPES.get(tag);
  if (fits === undefined)
    return { message: "YAML readers disagree about this tag", remedy: NO_TAG };
  if (!fits(value, node.content)) {
    return { message: "this value does not fit its tag, so kubectl refuses it", remedy: NO_TAG };
  }
  return refusedNumber(value);
}

const NO_TAG = "write the value without the tag, in quotes if it is text";

const TYPES: ReadonlyMap<string, (value: Value, text: string) => boolean> = new Map<
  string,
  (value: Value, text: string) => boolean
>([
  [`${TAG}int`, (_, text) => isInteger(text)],
  [`${TAG}float`, (value) => typeof value === "number"],
  [`${TAG}bool`, (value) => typeof value === "boolean"],
  [`${TAG}null`, (value) => value === null],
]);

function refusedNumber(value: Value): Refused | undefined {
  if (typeof value !== "number" || Number.isFinite(value)) return undefined;
  return {
    message: "this value is a number that JSON does not have, so kubectl refuses it",
    remedy: "put it in quotes if it is text",
  };
}

/** Returns why a mapping or list with a tag is not read. */
export function refusedCollection(type: "map" | "sequence", tag: string): Refused | undefined {
  const known = type === "map" ? ["map", "set"] : ["seq", "omap", "pairs"];
  if (known.some((name) => tag === TAG + name)) return undefined;
  return {
    message: "YAML readers disagree about this tag",
    remedy: "remove the tag",
  };
}

/** Returns why a key is not read; a number is one only if all readers write it alike. */
export function refusedKey(key: ScalarNode): Refused | undefined {
  const value = scalarValue(key);
  const isPlain =
    typeof value === "string" ||
    typeof value === "boolean" ||
    (typeof value === "bigint" ? value < 1n << 63n : isUsualNumber(value, key.content));
  if (isPlain) return undefined;
  return {
    message: "this key is not text, and kubectl refuses it or writes it in another way",
    remedy: "put it in quotes",
  };
}

/** kubectl writes a float that is a key with the digits of a short float, and large ones with an exponent. */
function isUsualNumber(value: Value, text: string): boolean {
  if (typeof value !== "number" || Object.is(value, -0)) return false;
  if (isInteger(text)) return true;
  return (
    Math.abs(value) < 1e6 &&
    (Number.isInteger(value) || /^-?(?=[\d.]{3,7}$)\d+\.\d+$/.test(`${value}`))
  );
}

/** Returns the first entry of a mapping that makes it differ by reader, and why. */
export function refusedEntry(map: MapNode): (Refused & { readonly node: Node }) | undefined {
  const merge = map.entries.find((entry) => isMerge(entry) && !isMergeable(entry.value));
  if (merge !== undefined) {
    const message =
      "a merge key (<<) takes a mapping or a list of mappings; kubectl refuses others";
    return { node: merge.key, message, remedy: "name a mapping here" };
  }
  const odd = map.entries.find(({ key }) => typeof scalarValue(key) !== "string");
  if (odd === undefined) return undefined;
  const clash = effectiveEntries(map).find(
    ({ key }, index, all) => all.findIndex((other) => isTwin(key, other.key)) > index,
  );
  if (clash === undefined) return undefined;
  const message =
    "this key stands here as text and as something else; which of them counts is chance";
  return { node: clash.key, message, remedy: "remove one of them" };
}

function isTwin(one: ScalarNode, other: ScalarNode): boolean {
  return keyText(one) === keyText(other) && scalarValue(one) !== scalarValue(other);
}

function isMergeable(node: Node): boolean {
  const target = node.type === "alias" ? node.target : node;
  if (target.type === "map") return true;
  return (
    node.type === "sequence" &&
    node.items.every(({ value }) => (value.type === "alias" ? value.target : value).type === "map")
  );
}

/** What is said of `{a:}`. */
export const COLON_ALONE: Refused = {
  message: "YAML readers disagree about a colon directly before a bracket or a comma",
  remedy: "write a space after it",
};

/** What is said of an anchor with unusual characters. */
export const ODD_ANCHOR: Refused = {
  message: "the name of this anchor has characters that kubectl refuses",
  remedy: "use letters, digits, - and _",
};

/** What is said of a document that is a block scalar. */
export const BLOCK_SCALAR_ALONE: Refused = {
  message: "a document that is a block scalar is read differently by YAML readers",
  remedy: "write a mapping, as manifests are",
};

const KEPT_BLOCK = /[|>][1-9]?\+/;

const SPACE_LAST: Refused = {
  message: "YAML readers disagree about the spaces and tabs at the end of this document",
  remedy: "remove them",
};

const ODD_SPACE_FIRST: Refused = {
  message:
    "a tab, or a space other than U+0020, stands before the first content of the document, where kubectl does not skip it",
  remedy: "write spaces in its place",
};

/** kubectl reads such lines where they are not left of the key. */
export const OUTDENTED_QUOTE: Refused = {
  message:
    "this quoted text goes on in a line that is not indented deeper than its key, where YAML readers disagree",
  remedy: "close the quote, or indent the lines in which its text goes on",
};

/** What is said of a key that kubectl does not read as one. */
export const LONG_KEY: Refused = {
  message:
    "kubectl reads a key only if its colon stands on the same line, at most 1,024 bytes after the start of the key",
  remedy: "write the key and its colon on one line",
};

/** What is said of what follows a key after `?` and is not its colon: `yaml` leaves it out, without a word. */
export const AFTER_EXPLICIT_KEY: Refused = {
  message:
    "kubectl does not read this: a key written with ? takes its value after a colon in the column of the ?",
  remedy: "write the key, its colon and its value on one line",
};

/** What is said of a text that starts with a colon: go-yaml takes the colon in brackets for the end of an empty key. */
export const COLON_FIRST: Refused = {
  message: "kubectl does not read a text in brackets that starts with a colon",
  remedy: "put the text in quotes",
};

/** What is said of a question mark that would end a plain text. */
export const QUESTION_MARK: Refused = {
  message: "kubectl does not read a question mark in brackets without quotes",
  remedy: "put the text in quotes",
};

/** What is said of a line that starts with a tab. */
export const TAB_BELOW: Refused = {
  message: "the next line starts with a tab, which kubectl refuses",
  remedy: "write spaces in its place",
};

/** What is said of a line that starts with a tab, and shows where that is. */
export const TAB_FIRST: Refused = {
  message: "this line starts with a tab, which kubectl refuses",
  remedy: "write spaces in its place",
};

/** What is said of a tab after the dash of an item. */
export const TAB_AFTER_DASH: Refused = {
  message: "a tab stands after the dash of an item, which kubectl refuses",
  remedy: "write a space in its place",
};
