import { describe, expect, it } from "vitest";
import { isFault } from "../../src/manifest/documents.ts";
import { outlineYaml } from "../../src/manifest/yaml-outline.ts";
import { encodeText } from "../../src/text/source.ts";

describe("a tab in brackets, by the token around it", () => {
  it.each([
    ["x:\n  - [a,\n \tb]\n", true],
    ["x:\n  - [a,\n   \tb]\n", false],
    ["x:\n  y: [a,\n \tb]\n", true],
    ["x:\n  y: [a,\n   \tb]\n", false],
  ])("is refused left of the collection around them, block-seq or block-map: %j", (yaml, is) => {
    const text = encodeText(yaml);
    expect(isFault(outlineYaml(text, 0, text.length))).toBe(is);
  });
});

describe("a key with a property", () => {
  const LONG = "k".repeat(1000);

  it.each([
    ["a tag", "!!str"],
    ["an anchor", "&a"],
  ])("is as long as %s makes it", (_, property) => {
    const text = encodeText(`${property} ${" ".repeat(30)}${LONG}: 1\n`);
    const result = outlineYaml(text, 0, text.length);
    expect(isFault(result) && result.message).toContain("1024");
    expect(isFault(outlineYaml(encodeText(`${LONG}: 1\n`), 0, 1003))).toBe(false);
  });
});
