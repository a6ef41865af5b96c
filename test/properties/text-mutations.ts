// Changes of the text of a manifest that leave it YAML, make it other YAML, or break it.

import fc from "fast-check";

/** What stands in YAML where readers may disagree; bytes as latin1. */
const PIECES = [
  "\t",
  " ",
  "  ",
  "\n",
  "\r",
  "\r\n",
  "\n\n",
  "\n\t",
  " \t",
  "\n  ",
  "\n \n",
  "\xc2\x85",
  "\xe2\x80\xa8",
  "\xe2\x80\xa9",
  "\xef\xbb\xbf",
  "\xc2\xa0",
  "\xff",
  "\xc3",
  "\xc3\xa9",
  "\xf0\x9f\x98\x80",
  "\0",
  "\x07",
  "\x7f",
  "\xc2\x9f",
  "\xef\xbf\xbe",
  "\xed\xa0\x80",
  "<<: ",
  "<<: *a\n",
  "<<: [*a, *b]\n",
  "<<: {name: x}\n",
  '"<<": {a: 1}\n',
  "<<",
  "&a ",
  "*a",
  "&b ",
  "*b",
  "*a : ",
  "&a",
  "*",
  "!!str ",
  "!!int ",
  "!!float ",
  "!!bool ",
  "!!null ",
  "!!binary ",
  "!!omap ",
  "!!pairs ",
  "!!set ",
  "!!map ",
  "!!seq ",
  "!!timestamp ",
  "!!merge ",
  "!a ",
  "! ",
  "!",
  "!<tag:yaml.org,2002:str> ",
  "!!",
  "!e!x ",
  "!!binary aGk=",
  "'",
  '"',
  "''",
  '""',
  "\\",
  '\\"',
  "\\'",
  "\\/",
  "\\u2028",
  "\\x41",
  "\\ud83d\\ude00",
  "\\N",
  "\\\n",
  '"a\n b"',
  "'a\n b'",
  "#",
  " #",
  " # c",
  "\n# c\n",
  "#c\n",
  "{",
  "}",
  "[",
  "]",
  "{}",
  "[]",
  ",",
  ", ",
  "{a: }",
  "{a:}",
  "[a: 1]",
  "{a, b: 1}",
  "{? a : b}",
  "[? a]",
  "{a: 1,}",
  '{"a":1}',
  '{"a"}',
  "[,]",
  "{a:,b: 1}",
  "[a\n]",
  "{a\n: 1}",
  ":",
  ": ",
  ":\n",
  "- ",
  "-",
  "-\t",
  "-\n",
  "? ",
  "?",
  "? a\n: b\n",
  "? [a]\n",
  "? {a: 1}\n: 2\n",
  "?\n",
  "~",
  "null",
  "null: 1\n",
  "~: 1\n",
  "1: a\n",
  '"1": b\n',
  "1.5: a\n",
  "true: a\n",
  "yes: b\n",
  "[a]: b\n",
  "{a: b}: c\n",
  "1e3: a\n",
  ".inf: a\n",
  "|",
  ">",
  "|\n",
  ">\n",
  "|-\n",
  "|+\n",
  "|2\n",
  ">2-\n",
  "|1\n",
  "|0\n",
  "|10\n",
  "| # c\n",
  "|#c\n",
  ">\n\n  a\n",
  "|\n \n  a\n",
  "|\n    \n  a\n",
  "0644",
  "0o17",
  "0b101",
  "-0b11",
  "0b",
  "1_000",
  "_1",
  "1__0",
  "12:30",
  ".inf",
  "-.INF",
  ".nan",
  "2001-12-14",
  "2001-12-14T21:59:43Z",
  "0x1F",
  "0X_1",
  "1e400",
  "1e3",
  ".5",
  "._5",
  "5.",
  "+.5",
  "-.5",
  "1.0",
  "-0",
  "-0.0",
  "0.1",
  "1e21",
  "1e-7",
  "9007199254740993",
  "18446744073709551615",
  "18446744073709551616",
  "-9223372036854775809",
  "08",
  "0_8",
  "00",
  "0o_7",
  "yes",
  "n",
  "Off",
  "=",
  "<",
  "0x1p3",
  ".1e400",
  "1.7976931348623157e308",
  "4e-324",
  "1e-400",
  "0b1_0",
  "-0x1F",
  "+0x1F",
  "+0b1",
  "- 5",
  "---\n",
  "---",
  "...\n",
  "...",
  "--- a\n",
  "--- # c\n",
  "---\t\n",
  "--- |\n",
  "--- &a\n",
  "----\n",
  "\n---\n",
  "\n...\n",
  "\n--- {a: 1}\n",
  "\n---\r\n",
  "%YAML 1.1\n",
  "%YAML 1.2\n",
  "%TAG ! tag:a,2000:\n",
  "%FOO\n",
  "%",
  "@",
  "`",
  "%YAML 1.1\n---\n",
  "a: b\n",
  "  a: b\n",
  "a: b: c\n",
  "kind: Pod\n",
  "metadata: {name: other}\n",
  "name: x\n",
  "- a\n",
  "  - a\n",
  "__proto__: 1\n",
  "toString: 1\n",
  "a:\n- b\n",
  "a:\n  b\n",
  "a: 'x\ny'\n",
  'a: "x\ny"\n',
  "a: [\nx\n]\n",
  "a: x\n y\n",
  "a: x\n\n y\n",
  "a:b",
  "a: |\n x\n",
  "- - a\n",
  "- ? a\n",
  "- a: b\n  c: d\n",
  "-a",
  "?a",
  ":a",
  "a?",
  "a:",
] as const;

/** A place as a part of 1, so that it fits any text. */
const place = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });

/** One change of a text; `apply` takes the text, one character per byte, and returns it changed. */
export interface TextMutation {
  readonly how: (typeof HOWS)[number];
  readonly at: number;
  readonly to: number;
  readonly size: number;
  readonly piece: string;
}

const HOWS = [
  "insert",
  "insert",
  "insert",
  "insert at token",
  "insert at token",
  "insert at token",
  "insert line",
  "insert line",
  "delete",
  "replace",
  "delete line",
  "repeat line",
  "move line",
  "indent",
  "outdent",
  "indent rest",
  "join lines",
  "cut",
  "line breaks",
  "indent with tab",
] as const;

const mutation: fc.Arbitrary<TextMutation> = fc.record({
  how: fc.constantFrom(...HOWS),
  at: place,
  to: place,
  size: fc.integer({ min: 1, max: 4 }),
  piece: fc.constantFrom(...PIECES),
});

/** One to four changes of a text. */
export const textMutations: fc.Arbitrary<readonly TextMutation[]> = fc.array(mutation, {
  minLength: 1,
  maxLength: 4,
});

/** Returns a text, one character per byte, with the changes made one after another. */
export function mutateText(text: string, mutations: readonly TextMutation[]): string {
  return mutations.reduce(applyOne, text);
}

function applyOne(text: string, { how, at, to, size, piece }: TextMutation): string {
  const offset = Math.floor(at * (text.length + 1));
  const splice = (start: number, end: number, insert: string) =>
    text.slice(0, start) + insert + text.slice(end);
  const lines = text.split("\n");
  const index = Math.floor(at * lines.length);
  const line = lines[index] ?? "";
  const withLines = (...changed: readonly string[]) =>
    lines.toSpliced(index, 1, ...changed).join("\n");
  switch (how) {
    case "insert":
      return splice(offset, offset, piece);
    case "insert at token": {
      const tokens = [...text.matchAll(/(?<=[:,[{-] ?)(?=\S)|(?<=\S)(?=[\n:,\]}])/g)];
      const token = tokens[Math.floor(at * tokens.length)]?.index ?? 0;
      return splice(token, token, piece);
    }
    case "insert line": {
      const indentation = /^[ -]*/.exec(line)?.[0].replaceAll("-", " ") ?? "";
      return withLines(indentation + piece.replace(/\n$/, ""), line);
    }
    case "delete":
      return splice(offset, offset + size, "");
    case "replace":
      return splice(offset, offset + size, piece);
    case "delete line":
      return withLines();
    case "repeat line":
      return withLines(line, line);
    case "move line":
      return lines
        .toSpliced(index, 1)
        .toSpliced(Math.floor(to * lines.length), 0, line)
        .join("\n");
    case "indent":
      return withLines(" ".repeat(size) + line);
    case "outdent":
      return withLines(line.replace(new RegExp(`^ {1,${size}}`), ""));
    case "indent rest":
      return lines.map((each, number) => (number < index ? each : ` ${each}`)).join("\n");
    case "join lines":
      return splice(text.indexOf("\n", offset), text.indexOf("\n", offset) + 1, "");
    case "cut":
      return text.slice(0, offset);
    case "line breaks":
      return text.replaceAll("\n", size < 3 ? "\r\n" : "\r");
    case "indent with tab":
      return withLines(line.replace(/^ {1,4}/, "\t"));
  }
}
