import { describe, expect, it } from "vitest";
import { renderSnippet } from "../../src/report/snippet.ts";
import { PLAIN_STYLE } from "../../src/report/style.ts";

/** Returns the line with a place of one character in it. */
function lineWith(text: string, column: number): string {
  const place = { file: "a.yaml", line: 1, column, endColumn: column + 1, text };
  const [line = ""] = renderSnippet(
    { place, caption: "", paint: (text) => text, digits: 1 },
    PLAIN_STYLE,
  );
  return line.slice("  1 | ".length);
}

describe("renderSnippet", () => {
  it("shows lines of 110 characters as they are", () => {
    expect(lineWith("a".repeat(110), 1)).toBe("a".repeat(110));
    expect(lineWith("a".repeat(111), 1)).toBe(`${"a".repeat(110)}…`);
  });

  // The last of them stand around the halves of pairs in UTF-16.
  it.each(["a", "語", "\ud7a3", "\uf900", "Ａ"])(
    "shows 40 times %s in front of the place",
    (character) => {
      const text = `${character.repeat(50)}!${"b".repeat(100)}`;
      expect(lineWith(text, 51)).toBe(`…${character.repeat(40)}!${"b".repeat(69)}…`);
    },
  );
});
