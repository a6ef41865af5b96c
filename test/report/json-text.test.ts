import { describe, expect, it } from "vitest";
import { jsonText } from "../../src/report/json-text.ts";

describe("jsonText", () => {
  it.each([
    ["a control", "a\u009bb", "a\\u009bb"],
    ["the end of a line of JavaScript", "a\u2028b", "a\\u2028b"],
    ["a joiner", "a\u200bb", "a\\u200bb"],
    ["what is ignored where it is shown", "a\u034fb", "a\\u034fb"],
    ["a tag of two units", "a\u{e0041}b", "a\\udb40\\udc41b"],
    ["an old command", "##[error]", "#\\u0023[error]"],
  ])("shows %s, and means the same", (_, text, shown) => {
    expect(jsonText(text)).toBe(`"${shown}"`);
    expect(jsonText({ [text]: [text] })).not.toContain(text);
    expect(JSON.parse(jsonText({ [text]: [text] }))).toEqual({ [text]: [text] });
  });
});
