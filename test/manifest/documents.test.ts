import { describe, expect, it } from "vitest";
import { readOutline, splitDocuments } from "../../src/manifest/documents.ts";
import { LONG_KEY, OUTDENTED_QUOTE } from "../../src/manifest/refused-yaml.ts";
import { encodeText } from "../../src/text/source.ts";

function split(text: string): { documents: readonly string[]; faults: readonly string[] } {
  const source = { path: "in.yaml", text: encodeText(text) };
  const { documents, faults } = splitDocuments(source);
  return {
    documents: documents.map(({ start, end }) => text.slice(start, end)),
    faults: faults.map(({ offset, message }) => `${offset}: ${message}`),
  };
}

describe("what a comment hides after a line break of some readers", () => {
  it.each([
    ["xc2 x85", "# c\u0085a: 1\n", 1],
    ["xe2 x80 xa8", "# c\u2028a: 1\n", 1],
    ["xe2 x80 xa9", "# c\u2029a: 1\n", 1],
    ["a comment after xc2 x85", "# c\u0085# a: 1\n", 0],
    ["xc2 x85 at the end", "# c\u0085\u0085\n", 0],
    ["xe2 x80 xa8 at the end", "# c\u2028\u2028\n", 0],
    ["xe2 x80 xa9 at the end", "# c\u2029\u2029\n", 0],
  ])("is a document or not: %s", (_, text, count) => {
    const { documents, faults } = split(text);
    expect(documents).toHaveLength(count);
    expect(faults).toHaveLength(1 - count);
  });
});

describe("splitDocuments", () => {
  it.each([
    ["one document", "a: 1\n", ["a: 1\n"]],
    [
      "separators, with comments and blanks behind them",
      "a: 1\n---  # next\nb: 2\n---\t\nc: 3\n",
      ["a: 1\n", "b: 2\n", "c: 3\n"],
    ],
    ["no empty documents", "---\n\n---\n# only this\n---\na: 1\n---\n", ["a: 1\n"]],
    ["CRLF", "a: 1\r\n---\r\nb: 2\r\n", ["a: 1\r\n", "b: 2\r\n"]],
    [
      "nothing behind the end of a document",
      "a: 1\n...\nignored: 1\n---\nb: 2\n",
      ["a: 1\n", "b: 2\n"],
    ],
    ["an indented separator as content", "a: |\n  ---\n", ["a: |\n  ---\n"]],
    ["comments that name no values", "# a\r\n# b\n  # c\n", []],
    ["concatenated JSON", '{"a":1}\n{"b":2}{"c":3}\n', ['{"a":1}', '{"b":2}', '{"c":3}']],
    ["JSON and YAML", '{"a":1}\n---\nb: 2\n', ['{"a":1}', "b: 2\n"]],
    ["a flow mapping that is no JSON", "{a: 1}\n", ["{a: 1}\n"]],
  ])("finds %s", (_, text, documents) => {
    expect(split(text)).toEqual({ documents, faults: [] });
  });

  it.each([
    ["a directive", "%YAML 1.1\n---\na: 1\n", "0: a directive stands here, which kubectl refuses"],
    [
      "the end of a document that has not begun",
      "...\na: 1\n",
      "0: `...` ends a document here that has not begun, which kubectl refuses",
    ],
    [
      "JSON values in one document of several",
      '---\n{"a":1}\n{"b":2}\n',
      "12: kubectl does not read a value that follows one of JSON here",
    ],
    [
      "YAML behind two JSON values",
      '{"a":1}\n{"b":2}\nc: 3\n',
      "8: kubectl does not read a value that follows one of JSON here",
    ],
    [
      "a comment that is not set apart from the separator",
      "---# a\na: 1\n",
      "0: a comment directly after `---`, which YAML readers disagree about",
    ],
  ])("refuses %s", (_, text, fault) => {
    expect(split(text).faults).toEqual([fault]);
  });

  it("says what to write where a comment follows the separator directly", () => {
    const { faults } = splitDocuments({ path: "in.yaml", text: encodeText("---# a\na: 1\n") });
    expect(faults.map(({ remedy }) => remedy)).toEqual(["write a space between them"]);
  });

  it("takes the end of a document behind the first separator", () => {
    expect(split("---\n...\n---\na: 1\n")).toEqual({ documents: ["a: 1\n"], faults: [] });
  });

  it("keeps byte order marks out of the documents", () => {
    const bom = "\xef\xbb\xbf";
    const source = { path: "in.yaml", text: encodeText("\ufeffa: 1\n---\n\ufeffb: 2\n") };
    const texts = splitDocuments(source).documents.map(({ start, end }) =>
      source.text.slice(start, end),
    );
    expect(source.text.startsWith(bom)).toBe(true);
    expect(texts).toEqual(["a: 1\n", "b: 2\n"]);
  });

  it.each(["--- {a: 1}\n", "---foo\n", "--- text\n", "-----BEGIN\n"])(
    "refuses %j, as kubectl does",
    (line) => {
      expect(split(`a: 1\n${line}`).faults).toEqual([
        "5: content on the line of the document separator `---`, which kubectl refuses",
      ]);
    },
  );
});

describe("readOutline", () => {
  const QUOTE = "this quote is not closed";
  const TAB = "this line starts with a tab, which kubectl refuses";
  const COMMENT = "Comments must be separated from other tokens by white space characters";

  it.each([
    ["x: 'a\n", `3: ${QUOTE}`],
    ['x: [b, "a]\n', `7: ${QUOTE}`],
    ["x:\n  y: 'a\n  b'\n", `8: ${OUTDENTED_QUOTE.message}`],
    ['x:\n  y: ["a\n  b"]\n', `9: ${OUTDENTED_QUOTE.message}`],
    ["x:\n  y: 'a\n  z: b'\n  t: 1\n", `8: ${OUTDENTED_QUOTE.message}`],
    ['x: \'a\ny: "b"\n', `3: ${QUOTE}`],
    ["x: [# c\n  'a'\n  ]\n", `4: ${COMMENT}`],
    ['x: "a"\ny: {# c\n  }\n', `11: ${COMMENT}`],
    ["a: 1\n'b'\n", "5: Implicit map keys need to be followed by map values"],
    ["x:\n \ty\n", `4: ${TAB}`],
    ["x:\n-\n \ty\n", `6: ${TAB}`],
    ["x: 'y'\n\t\nz: 1\n", `7: ${TAB}`],
    ["x: [y]\n  \t# c\nz: 1\n", `9: ${TAB}`],
    ["x: y # c\n\t\nz: 1\n", `9: ${TAB}`],
    ["x: &y\n \tz\n", `7: ${TAB}`],
    ["x: [y\n\t]\n", "4: the next line starts with a tab, which kubectl refuses"],
    ["x:\n  a: [y\n  \t]\n", "9: the next line starts with a tab, which kubectl refuses"],
    ["x: {&z\n  y: 1}\n", `9: ${LONG_KEY.message}`],
    ["x: ['a' 'b']\n", "8: Missing , or : between flow sequence items"],
  ])("says what is wrong with %j", (text, said) => {
    const source = { path: "in.yaml", text: encodeText(text) };
    const [fault] = splitDocuments(source).documents.map(readOutline);
    if (fault === undefined || !("message" in fault)) throw new Error("it was read");
    expect(`${fault.offset}: ${fault.message}`).toBe(said);
  });
});
