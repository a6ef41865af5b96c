import { describe, expect, it } from "vitest";
import { placeOf } from "../../src/text/place.ts";
import { encodeText } from "../../src/text/source.ts";

describe("placeOf", () => {
  it("counts columns in UTF-16 units, and leaves out the end of line", () => {
    const source = { path: "a.yaml", text: encodeText("a: b\r\n\u00e4: \u{1f600}x\r\n") };
    expect(placeOf(source, 0, 1)).toEqual({
      file: "a.yaml",
      line: 1,
      column: 1,
      endColumn: 2,
      text: "a: b",
    });
    // a-umlaut has two bytes, and the smiley has four bytes and two units.
    expect(placeOf(source, 14, 15)).toEqual({
      file: "a.yaml",
      line: 2,
      column: 6,
      endColumn: 7,
      text: "\u00e4: \u{1f600}x",
    });
  });

  it("counts them in a long line from any place to any other", () => {
    const line = "x\u00e4\u20ac\u{1f600}".repeat(2000);
    const source = { path: "a.json", text: encodeText(`# first\n${line}`) };
    const start = "# first\n".length;
    // One time it has ten bytes and five units.
    for (const times of [1999, 0, 1000, 117, 118, 1500]) {
      const { column, endColumn } = placeOf(source, start + times * 10, start + times * 10 + 3);
      expect([column, endColumn]).toEqual([times * 5 + 1, times * 5 + 3]);
    }
  });

  it("counts a byte order mark as nothing", () => {
    const source = { path: "a.yaml", text: encodeText("\ufeffa: b") };
    expect(placeOf(source, 0, 0)).toMatchObject({ line: 1, column: 1, text: "a: b" });
    expect(placeOf(source, 3, 4)).toMatchObject({ line: 1, column: 1, endColumn: 2 });
  });

  it("counts a byte order mark as nothing at the start of a later line as well", () => {
    const source = { path: "a.yaml", text: encodeText("---\n\ufeff\u00e4: b\n") };
    expect(placeOf(source, 7, 9)).toEqual({
      file: "a.yaml",
      line: 2,
      column: 1,
      endColumn: 2,
      text: "\u00e4: b",
    });
    expect(placeOf(source, 11, 12)).toMatchObject({ line: 2, column: 4 });
  });
});
