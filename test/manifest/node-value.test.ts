import { describe, expect, it } from "vitest";
import { isFault } from "../../src/manifest/documents.ts";
import { nodeAt, valueOfNode } from "../../src/manifest/node-value.ts";
import type { Node } from "../../src/manifest/outline.ts";
import { outlineYaml } from "../../src/manifest/yaml-outline.ts";
import { encodeText } from "../../src/text/source.ts";

function outline(yaml: string): Node {
  const text = encodeText(yaml);
  const result = outlineYaml(text, 0, text.length);
  if (isFault(result)) throw new Error(result.message);
  return result.root;
}

const json = (yaml: string) => JSON.parse(JSON.stringify(valueOfNode(outline(yaml))));

describe("valueOfNode", () => {
  it.each([
    [
      "scalars as Kubernetes reads them",
      "a: 0644\nb: yes\nc: '0644'\nd: ~\ne:\n",
      { a: 420, b: true, c: "0644", d: null, e: null },
    ],
    ["keys as JSON has them", "yes: 1\n0644: 2\n", { true: 1, "420": 2 }],
    ["the last of duplicate keys", "a: 1\na: 2\n", { a: 2 }],
    ["what aliases stand for", "a: &x [1]\nb: *x\n", { a: [1], b: [1] }],
    [
      "merge keys, which give way to keys below them, and not to those above",
      "a: &x {p: 1, q: 1}\nb:\n  <<: *x\n  q: 2\nc:\n  q: 2\n  <<: *x\n",
      { a: { p: 1, q: 1 }, b: { p: 1, q: 2 }, c: { p: 1, q: 1 } },
    ],
    [
      "of several merged mappings the first",
      "a: &x {p: 1}\nb: &y {p: 2, q: 2}\nc: {<<: [*x, *y]}\n",
      { a: { p: 1 }, b: { p: 2, q: 2 }, c: { p: 1, q: 2 } },
    ],
    ["a merge key in quotes as a key", '"<<": {a: 1}\n', { "<<": { a: 1 } }],
    ["tags", "a: !!str 5\nb: !!int '5'\n", { a: "5", b: 5 }],
    [
      "tags of mappings and lists, which say nothing",
      "a: !!omap [1]\nb: !!set {c: }\n",
      { a: [1], b: { c: null } },
    ],
    ["escapes and bytes in one string", 'a: "caf\\u00e9 café"\n', { a: "café café" }],
    ["a key like any other", "__proto__: {a: 1}\n", JSON.parse('{"__proto__": {"a": 1}}')],
  ])("reads %s", (_, yaml, value) => {
    expect(json(yaml)).toEqual(value);
  });

  it("keeps integers beyond 2^53 exact", () => {
    expect(valueOfNode(outline("18446744073709551615"))).toBe(18446744073709551615n);
  });
});

describe("outlineYaml", () => {
  it.each([
    ["a: 1\rb: 2\n", "a line break that YAML readers disagree about"],
    ["a: x\u0085y\n", "a line break that YAML readers disagree about"],
    ["a: x\u2028y\n", "a line break that YAML readers disagree about"],
    ["a: 1\r", "a line break that YAML readers disagree about"],
    ["a: x\u0007\n", "a character that YAML does not allow"],
    ["a: 1\n\ufeffb: 2\n", "a byte order mark starts a line here"],
    ["\ta: 1\n", "a tab, or a space other than U+0020"],
    ["- \ta\n", "a tab stands after the dash"],
    ["a: 1\n\t", "the spaces and tabs at the end of this document"],
    ["a: !!binary aGk=\n", "YAML readers disagree about this tag"],
    ["a: !x b\n", "YAML readers disagree about this tag"],
    ["a: ! b\n", "YAML readers disagree about this tag"],
    ["a: !!null {b: 1}\n", "YAML readers disagree about this tag"],
    ["a: !!int b\n", "does not fit its tag"],
    ["a: !!int 1.5\n", "does not fit its tag"],
    ["a: .inf\n", "a number that JSON does not have"],
    ["~: 1\n", "this key is not text"],
    ["1e6: 1\n", "this key is not text"],
    ["1.23456789: 1\n", "this key is not text"],
    ["18446744073709551615: 1\n", "this key is not text"],
    ["[a]: 1\n", "a mapping key is not a scalar"],
    ['1: a\n"1": b\n', "this key stands here as text and as something else"],
    ["<<: 1\n", "a merge key (<<) takes a mapping"],
    ["{a:}\n", "a colon directly before a bracket or a comma"],
    ["{a:,b: 1}\n", "a colon directly before a bracket or a comma"],
    ["[http://x/?y]\n", "a question mark in brackets"],
    ["a: 1\nb\n  : 2\n", "its colon stands on the same line"],
    ["a: &b&c 1\n", "the name of this anchor"],
    ["|\n a\n", "a document that is a block scalar"],
  ])("refuses %j", (yaml, message) => {
    const text = encodeText(yaml);
    expect(outlineYaml(text, 0, text.length)).toMatchObject({
      message: expect.stringContaining(message),
    });
  });
});

describe("nodeAt", () => {
  it("goes through aliases and merge keys", () => {
    const root = outline("a: &x {p: {q: 1}}\nb: *x\nc: {<<: *x}\n");
    for (const key of ["a", "b", "c"]) {
      expect(nodeAt(root, [key, "p", "q"])).toMatchObject({ type: "scalar", content: "1" });
    }
    expect(nodeAt(root, ["a", "p", 0])).toBeUndefined();
  });
});
