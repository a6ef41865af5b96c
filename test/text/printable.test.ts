import { describe, expect, it } from "vitest";
import { printable } from "../../src/text/printable.ts";
import { UserError } from "../../src/text/user-error.ts";

describe("printable", () => {
  it.each([
    ["a line feed", "\n", "\\n"],
    ["a carriage return", "\r", "\\r"],
    ["a tab", "\t", "\\t"],
    ["NUL", "\0", "\\u0000"],
    ["escape", "\u001b", "\\u001b"],
    ["a control of the second kind", "\u009b", "\\u009b"],
    ["next line", "\u0085", "\\u0085"],
    ["the line separator", "\u2028", "\\u2028"],
    ["the paragraph separator", "\u2029", "\\u2029"],
    ["a direction of text", "\u202e", "\\u202e"],
    ["an isolated direction of text", "\u2066", "\\u2066"],
    ["a mark of a direction", "\u200f", "\\u200f"],
    ["a space of no width", "\u200b", "\\u200b"],
    ["a joiner", "\u200d", "\\u200d"],
    ["a byte order mark", "\ufeff", "\\ufeff"],
    ["a soft hyphen", "\u00ad", "\\u00ad"],
    ["a tag of a language", "\u{e0041}", "\\u{e0041}"],
    ["half a pair", "\ud800", "\\ud800"],
  ])("shows %s", (_, character, shown) => {
    expect(printable(`a${character}b${character}`)).toBe(`a${shown}b${shown}`);
  });

  it.each(["Grüße", "注文サービス🚀", "a\u00a0b", "\\n", "::error::##[x]", "⚠️"])(
    "leaves %j as it is",
    (text) => {
      expect(printable(text)).toBe(text);
    },
  );

  it("changes nothing the second time", () => {
    const once = printable("a\n\u202e\u{e0041}\\n");
    expect(printable(once)).toBe(once);
  });
});

describe("a failure", () => {
  it("has the lines of its author alone", () => {
    const { message } = new UserError("there is no a\n::error::b", ["there are c\nd", "e"]);
    expect(message).toBe("there is no a\\n::error::b\nthere are c\\nd\ne");
  });
});
