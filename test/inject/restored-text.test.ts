import { describe, expect, it } from "vitest";
import { restoredText } from "../../src/inject/restored-text.ts";
import { isFault } from "../../src/manifest/documents.ts";
import { outlineYaml } from "../../src/manifest/yaml-outline.ts";
import { applyEdits } from "../../src/text/edit.ts";
import { encodeText } from "../../src/text/source.ts";

/** Returns a text in which the value of its first key is the former one again. */
function restored(yaml: string, former: string): string {
  const text = encodeText(yaml);
  const outline = outlineYaml(text, 0, text.length);
  const root = isFault(outline) ? undefined : outline.root;
  const [entry] = root?.type === "map" ? root.entries : [];
  if (entry === undefined) throw new Error("the text is a mapping");
  // Of the context, only the text and what it is written in matter here.
  return applyEdits(text, [restoredText(entry, former, { text, syntax: "yaml" } as never)]);
}

describe("a value that was empty", () => {
  it.each([
    ["a: [1]\nb: 2\n", " []", "a: []\nb: 2\n"],
    ["a: {x: 1}\nb: 2\n", " {}", "a: {}\nb: 2\n"],
    ["a: {x: 1}\nb: 2\n", "", "a:\nb: 2\n"],
    ["a: 1\nb: 2\n", " ~", "a: ~\nb: 2\n"],
  ])("is as it was: %j", (now, former, then) => {
    expect(restored(now, former)).toBe(then);
  });

  it.each([
    ["a: [ # since\n  1]\nb: 2\n", " []", "a: [ # since\n  ]\nb: 2\n"],
    ["a: { # since\n  x: 1}\nb: 2\n", " {}", "a: { # since\n  }\nb: 2\n"],
    ["a: { # since\n  x: 1}\nb: 2\n", "", "a: # since\nb: 2\n"],
    ["a: { # since\r\n  x: 1}\r\nb: 2\r\n", "", "a: # since\r\nb: 2\r\n"],
    ["a: { # since\n  x: 1} # more\n", "", "a: # since\n   # more\n"],
    ["a: [1, # since\n  2]", "", "a: # since"],
    ["a: { # known\n  x: 1, # since\n}\n", " { # known\n}", "a: { # known\n   # since\n}\n"],
  ])("keeps the comments in it since: %j", (now, former, then) => {
    expect(restored(now, former)).toBe(then);
  });
});
