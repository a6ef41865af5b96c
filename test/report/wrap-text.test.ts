import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cutMiddle } from "../../src/report/cut-text.ts";
import { textWidth } from "../../src/report/text-width.ts";
import { wrapItems, wrapText } from "../../src/report/wrap-text.ts";
import { tryProperty } from "../try-property.ts";

const text = fc.string({ unit: fc.constantFrom("a", "b", " ", "/", "-", "字", "🚀") });
const width = fc.integer({ min: 2, max: 20 });

describe("wrapText", () => {
  it.each([
    { input: "one two three", lines: ["one two", "three"] },
    { input: "docker.io/library/a", lines: ["docker.io/", "library/a"] },
    { input: "abcdefghijklm n", lines: ["abcdefghij", "klm n"] },
    { input: "", lines: [""] },
  ])("breaks '$input'", ({ input, lines }) => {
    expect(wrapText(input, 10)).toEqual(lines);
  });

  it("gives lines that fit, and loses nothing but spaces", () => {
    tryProperty(
      fc.property(text, width, (input, columns) => {
        const lines = wrapText(input, columns);
        expect(Math.max(...lines.map(textWidth))).toBeLessThanOrEqual(columns);
        expect(lines.join("").replaceAll(" ", "")).toBe(input.replaceAll(" ", ""));
      }),
    );
  });
});

describe("wrapItems", () => {
  it("breaks between items, and in one only where it has to", () => {
    expect(wrapItems(["80 web,", "8080 a,", "90 the longest"], 10)).toEqual([
      "80 web,",
      "8080 a, 90",
      "the",
      "longest",
    ]);
  });
});

describe("cutMiddle", () => {
  it.each([
    { input: "short", cut: "short" },
    { input: "registry.example.com/web:1.0", cut: "regis…:1.0" },
    { input: "字字字字字字", cut: "字字…字字" },
  ])("gives '$cut'", ({ input, cut }) => {
    expect(cutMiddle(input, 10)).toBe(cut);
  });

  it("fits", () => {
    tryProperty(
      fc.property(text, fc.nat(20), (input, columns) => {
        expect(textWidth(cutMiddle(input, columns))).toBeLessThanOrEqual(columns);
      }),
    );
  });
});
