import { describe, expect, it } from "vitest";
import { columnAt, encodeText, lineStartAt } from "../../src/text/source.ts";

describe("lineStartAt", () => {
  it.each([
    ["the first line", "a: b", 3, 0],
    ["a later line", "a:\n  b", 5, 3],
    ["a line behind a byte order mark", "\ufeffa: b", 5, 3],
    ["a later line behind a byte order mark", "---\n\ufeffa: b", 8, 7],
    ["a byte order mark itself, which is no column before it", "---\n\ufeffa: b", 4, 4],
    ["a line behind CRLF", "a\r\n b", 4, 3],
    ["a line with a lone CR and a NEL, which end no line", "a\rb\u0085c", 5, 0],
  ])("is where column 0 is: in %s", (_, text, offset, expected) => {
    expect(lineStartAt(encodeText(text), offset)).toBe(expected);
  });
});

describe("columnAt", () => {
  it("counts bytes from column 0", () => {
    expect(columnAt(encodeText("---\n\ufeff  a: b"), 9)).toBe(2);
    expect(columnAt(encodeText("\u00e9\u00e9 a"), 5)).toBe(5);
  });
});
