// Texts at the limits of what is read; bytes are written as latin1.

import type { Value } from "../../src/manifest/value.ts";

/** A text that is refused, and `OFFSET: MESSAGE`. */
export interface RefusedText {
  readonly name: string;
  readonly text: string;
  readonly fault: string;
}

const SPACE_FIRST =
  "a tab, or a space other than U+0020, stands before the first content of the document, where kubectl does not skip it";
const LINE_BREAK =
  "a line break that YAML readers disagree about (a lone CR, NEL, LS or PS) stands here";
const CHARACTER = "a character that YAML does not allow stands here";
const TAG = "this value does not fit its tag, so kubectl refuses it";
const KEY = "this key is not text, and kubectl refuses it or writes it in another way";
const LAST = "YAML readers disagree about the spaces and tabs at the end of this document";
const COLON_FIRST = "kubectl does not read a text in brackets that starts with a colon";
const LONG_KEY =
  "kubectl reads a key only if its colon stands on the same line, at most 1,024 bytes after the start of the key";
const AFTER_KEY =
  "kubectl does not read this: a key written with ? takes its value after a colon in the column of the ?";
const AFTER_JSON = "kubectl does not read a value that follows one of JSON here";

const END_AFTER_JSON = "kubectl does not read the `...` that follows a value of JSON here";

const MARK = "a byte order mark starts a line here, where YAML readers disagree about it";
const SURROGATE =
  "an escape here stands for half of a character (a surrogate), which kubectl refuses";
const SLASH = 'kubectl does not read the escape "\\/" that stands here';
const DIRECTIVE = "Missing directives-end indicator line";

const LONG = "a".repeat(1024);

/** Texts that are refused. */
export const REFUSED_TEXTS: readonly RefusedText[] = [
  { name: "a tab first", text: "\ta: 1\n", fault: `0: ${SPACE_FIRST}` },
  { name: "a tab below a comment", text: "# c\n\ta: 1\n", fault: `4: ${SPACE_FIRST}` },
  { name: "U+00A0 first", text: "\xc2\xa0a: 1\n", fault: `0: ${SPACE_FIRST}` },
  { name: "U+00A0 below a comment", text: " # c\n\xc2\xa0a: 1\n", fault: `5: ${SPACE_FIRST}` },
  { name: "U+00A0 below an empty line", text: " \r\n\xc2\xa0a: 1\n", fault: `3: ${SPACE_FIRST}` },
  { name: "U+1680 first", text: "\xe1\x9a\x80a: 1\n", fault: `0: ${SPACE_FIRST}` },
  { name: "U+2000 first", text: "\xe2\x80\x80a: 1\n", fault: `0: ${SPACE_FIRST}` },
  { name: "U+200A first", text: "\xe2\x80\x8aa: 1\n", fault: `0: ${SPACE_FIRST}` },
  { name: "U+202F first", text: "\xe2\x80\xafa: 1\n", fault: `0: ${SPACE_FIRST}` },
  { name: "U+205F first", text: "\xe2\x81\x9fa: 1\n", fault: `0: ${SPACE_FIRST}` },
  { name: "U+3000 first", text: "\xe3\x80\x80a: 1\n", fault: `0: ${SPACE_FIRST}` },
  { name: "a surrogate", text: "a: '\xed\xa0\x80'\n", fault: `4: ${CHARACTER}` },
  { name: "U+FFFE", text: "a: '\xef\xbf\xbe'\n", fault: `4: ${CHARACTER}` },
  { name: "U+FFFF", text: "a: '\xef\xbf\xbf'\n", fault: `4: ${CHARACTER}` },
  { name: "U+009F", text: "a: '\xc2\x9f'\n", fault: `4: ${CHARACTER}` },
  { name: "U+007F", text: "a: '\x7f'\n", fault: `4: ${CHARACTER}` },
  { name: "U+0007", text: "a: '\x07'\n", fault: `4: ${CHARACTER}` },
  { name: "a lone CR", text: "a: 'x\ry'\n", fault: `5: ${LINE_BREAK}` },
  { name: "NEL", text: "a: 'x\xc2\x85y'\n", fault: `5: ${LINE_BREAK}` },
  { name: "LS", text: "a: 'x\xe2\x80\xa8y'\n", fault: `5: ${LINE_BREAK}` },
  { name: "PS", text: "a: 'x\xe2\x80\xa9y'\n", fault: `5: ${LINE_BREAK}` },
  { name: "a value after NEL in a comment", text: "# c\xc2\x85a: 1\n", fault: `3: ${LINE_BREAK}` },
  {
    name: "a value after LS in a comment of a later document",
    text: "b: 1\n---\n# c\xe2\x80\xa8a: 1\n",
    fault: `12: ${LINE_BREAK}`,
  },
  { name: "comments with NEL alone", text: "# c\xc2\x85# d\n", fault: `3: ${LINE_BREAK}` },
  { name: "a text as !!float", text: "a: !!float x\n", fault: `11: ${TAG}` },
  { name: "a text as !!bool", text: "a: !!bool x\n", fault: `10: ${TAG}` },
  { name: "a text as !!int", text: "a: !!int x\n", fault: `9: ${TAG}` },
  { name: "a text as !!null", text: "a: !!null x\n", fault: `10: ${TAG}` },
  { name: "a key that is a large float", text: "1000000.0: a\n", fault: `0: ${KEY}` },
  { name: "spaces below kept text", text: "a: |+\n  x\n ", fault: `10: ${LAST}` },
  { name: "a tab below kept text", text: "a: |+\n  x\n \t\n", fault: `10: ${LAST}` },
  { name: "a colon first in a list", text: "a: [:b]\n", fault: `4: ${COLON_FIRST}` },
  { name: "a colon first in a mapping", text: 'a: {:"b":"c"}\n', fault: `4: ${COLON_FIRST}` },
  { name: "a colon first in a value", text: "a: {b: :c}\n", fault: `7: ${COLON_FIRST}` },
  { name: "a long key in brackets", text: `{${LONG}a: 1}\n`, fault: `1: ${LONG_KEY}` },
  { name: "a mapping below a key after ?", text: "? x # c\n y: z\n", fault: `9: ${AFTER_KEY}` },
  { name: "a list below a key after ?", text: "? 'x'\n - y\n", fault: `7: ${AFTER_KEY}` },
  { name: "brackets below a key after ?", text: "? x # c\n [y]\n", fault: `9: ${AFTER_KEY}` },
  { name: "a text below a key after ?", text: "? |\n  x\n y\n", fault: `9: ${AFTER_KEY}` },
  { name: "a text beside a key after ?", text: "a: 1\n? 'x' 'y'\n", fault: `11: ${AFTER_KEY}` },
  { name: "an anchor below a key after ?", text: "? x # c\n &a\n", fault: `9: ${AFTER_KEY}` },
  { name: "a tag below a key after ?", text: "? x # c\n !!str\n", fault: `9: ${AFTER_KEY}` },
  {
    name: "an alias below a key after ?",
    text: "b: &a 1\n? x # c\n *a\n",
    fault: `17: ${AFTER_KEY}`,
  },
  { name: "a colon deeper than its ?", text: "a:\n- ? x\n    : y\n", fault: `13: ${AFTER_KEY}` },
  { name: "false and more after JSON", text: '{"a": 1}\nfalsey: 1\n', fault: `9: ${AFTER_JSON}` },
  { name: "true and more after JSON", text: '{"a": 1}\ntrueish: 1\n', fault: `9: ${AFTER_JSON}` },
  { name: "null and more after JSON", text: '{"a": 1}\nnullable: 1\n', fault: `9: ${AFTER_JSON}` },
  { name: "an end after JSON", text: '{"a": 1}\n...\n', fault: `9: ${END_AFTER_JSON}` },
  {
    name: "an end after two values of JSON",
    text: '{"a": 1}\r\n{"b": 1}\r\n\r\n...',
    fault: `22: ${END_AFTER_JSON}`,
  },
  {
    name: "an end between JSON and a separator",
    text: '{"a": 1}\n# c\n... # d\n---\nb: 1\n',
    fault: `13: ${END_AFTER_JSON}`,
  },
  { name: "a mark after JSON", text: '{"a": 1}\n---\n\xef\xbb\xbfb: 1\n', fault: `13: ${MARK}` },
  {
    name: "a mark before JSON after JSON",
    text: '{"a": 1}\n---\n\xef\xbb\xbf{"b": 1}\n',
    fault: `13: ${MARK}`,
  },
  { name: "an escaped surrogate", text: 'a: "\\uD800"\n', fault: `3: ${SURROGATE}` },
  { name: "an escaped slash", text: 'a: "b\\\\\\/"\n', fault: `3: ${SLASH}` },
  {
    name: "an escaped slash in a document of JSON",
    text: '---\n{"a": "\\/"}\n',
    fault: `10: ${SLASH}`,
  },
  {
    name: "NEL in a document of JSON",
    text: '---\n{"a": "x\xc2\x85y"}\n',
    fault: `12: ${LINE_BREAK}`,
  },
  {
    name: "U+007F in a later document of JSON",
    text: 'b: 1\n---\n{"a": "\x7f"}\n',
    fault: `16: ${CHARACTER}`,
  },
  {
    name: "an escaped surrogate after JSON",
    text: '{"a": 1}\n---\n{"b": "\\ud83d\\ude00"}\n',
    fault: `19: ${SURROGATE}`,
  },
  {
    name: "a key above its colon in a document of JSON",
    text: '---\n{"a"\n:1}\n',
    fault: `5: ${LONG_KEY}`,
  },
  {
    name: "an escaped pair of surrogates",
    text: 'a: "\\ud83d\\ude00"\n',
    fault: `3: ${SURROGATE}`,
  },
  { name: "a long escape of a surrogate", text: 'a: "\\U0000DFFF"\n', fault: `3: ${SURROGATE}` },
  { name: "an empty comment after JSON", text: '{"a": 1}\n#\n', fault: `9: ${AFTER_JSON}` },
  { name: "a directive after JSON", text: '{"a": 1}\n%a\n', fault: `12: ${DIRECTIVE}` },
  { name: "a number and more after JSON", text: '{"a": 1}\n5x: 1\n', fault: `9: ${AFTER_JSON}` },
];

/** A text that is read, and its values. */
export interface ReadText {
  readonly name: string;
  readonly text: string;
  readonly values: readonly Value[];
}

/** Texts that are read although they look like those above. */
export const READ_TEXTS: readonly ReadText[] = [
  { name: "a number as !!float", text: "a: !!float 1.5\n", values: [{ a: 1.5 }] },
  { name: "a boolean as !!bool", text: "a: !!bool true\n", values: [{ a: true }] },
  { name: "an integer as !!int", text: "a: !!int 5\n", values: [{ a: 5 }] },
  { name: "null as !!null", text: "a: !!null null\n", values: [{ a: null }] },
  { name: "a key that is a float", text: "999999.0: a\n", values: [{ "999999": "a" }] },
  { name: "spaces below clipped text", text: "a: |\n  x\n ", values: [{ a: "x\n" }] },
  { name: "a colon first in a block", text: "a: :b\n", values: [{ a: ":b" }] },
  { name: "a colon within a text in brackets", text: "a: [b:c]\n", values: [{ a: ["b:c"] }] },
  { name: "a long key", text: `${LONG}: 1\n`, values: [{ [LONG]: 1 }] },
  { name: "a long key in brackets", text: `{${LONG}: 1}\n`, values: [{ [LONG]: 1 }] },
  {
    name: "a colon below its ?",
    text: "a:\n- ? x\n  : v\n  ? z\n",
    values: [{ a: [{ x: "v", z: null }] }],
  },
  { name: "a colon deeper than its ? in brackets", text: "{? x\n  : z}\n", values: [{ x: "z" }] },
  {
    name: "a comment in the first column of a mapping",
    text: "a: {b: c\n# d\n }\n",
    values: [{ a: { b: "c" } }],
  },
  {
    name: "such a comment, and a comma",
    text: "{b: 'c' # d\r\n# d\r\n , e: f}\n",
    values: [{ b: "c", e: "f" }],
  },
  {
    name: "such a comment below brackets",
    text: "{b: [c]\n# d\n\n# e\n}\n",
    values: [{ b: ["c"] }],
  },
  { name: "YAML after JSON", text: '{"a": 1}\nb: 1\n', values: [{ a: 1 }, { b: 1 }] },
  {
    name: "an end after YAML after JSON",
    text: '{"a": 1}\nb: 1\n...\n',
    values: [{ a: 1 }, { b: 1 }],
  },
  { name: "an end after JSON in a document", text: '---\n{"a": 1}\n...\n', values: [{ a: 1 }] },
  {
    name: "an end after JSON in a later document",
    text: 'b: 1\n---\n{"a": 1}\n...\n',
    values: [{ b: 1 }, { a: 1 }],
  },
  { name: "a comment after JSON", text: '{"a": 1} # c\n# d\n', values: [{ a: 1 }] },
  {
    name: "a comment between JSON and a separator",
    text: '{"a": 1}\n# c\n---\nb: 1\n',
    values: [{ a: 1 }, { b: 1 }],
  },
  {
    name: "a mark in a third document",
    text: '{"a": 1}\n---\nb: 1\n---\n\xef\xbb\xbfc: 1\n',
    values: [{ a: 1 }, { b: 1 }, { c: 1 }],
  },
  { name: "a backslash before uD800", text: 'a: "\\\\uD800"\n', values: [{ a: "\\uD800" }] },
  { name: "an escape below the surrogates", text: 'a: "\\ud7ff"\n', values: [{ a: "\ud7ff" }] },
  { name: "an escaped slash in JSON", text: '{"a": "\\/"}\n', values: [{ a: "/" }] },
  { name: "a backslash before a slash", text: 'a: "\\\\/"\n', values: [{ a: "\\/" }] },
  {
    name: "JSON in a document",
    text: '---\n{"a":\t1,\n\t"b": 1e3}\n',
    values: [{ a: 1, b: 1000 }],
  },
  { name: "half a pair in JSON", text: '{"a": "\\ud800x"}\n', values: [{ a: "\ufffdx" }] },
  { name: "a pair in JSON", text: '{"a": "\\ud83d\\ude00"}\n', values: [{ a: "\u{1f600}" }] },
  { name: "true after JSON", text: '{"a": 1}\ntrue\n', values: [{ a: 1 }, true] },
];
