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
      "merge keys, which give way to keys that are there",
      "a: &x {p: 1, q: 1}\nb:\n  q: 2\n  <<: *x\n",
      { a: { p: 1, q: 1 }, b: { p: 1, q: 2 } },
    ],
    [
      "of several merged mappings the first",
      "a: &x {p: 1}\nb: &y {p: 2, q: 2}\nc: {<<: [*x, *y]}\n",
      { a: { p: 1 }, b: { p: 2, q: 2 }, c: { p: 1, q: 2 } },
    ],
    ["a merge key in quotes as a key", '"<<": {a: 1}\n', { "<<": { a: 1 } }],
    ["tags", "a: !!str 5\nb: !!int '5'\n", { a: "5", b: 5 }],
    ["escapes and bytes in one string", 'a: "caf\\u00e9 café"\n', { a: "café café" }],
    ["a key like any other", "__proto__: {a: 1}\n", JSON.parse('{"__proto__": {"a": 1}}')],
  ])("reads %s", (_, yaml, value) => {
    expect(json(yaml)).toEqual(value);
  });

  it("keeps integers beyond 2^53 exact", () => {
    expect(valueOfNode(outline("18446744073709551615"))).toBe(18446744073709551615n);
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
