import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { applyEdits, type TextEdit } from "../../src/text/edit.ts";
import { bytesOfText, encodeText, textOfBytes } from "../../src/text/source.ts";
import { tryProperty } from "../try-property.ts";

const bytes = fc.uint8Array({ maxLength: 60 }).map(textOfBytes);

/** A text, and edits of it in order: every second stretch between random cuts is replaced. */
const edited = fc
  .tuple(bytes, fc.array(fc.nat(60), { maxLength: 8 }), fc.array(bytes, { minLength: 5 }))
  .map(([text, cuts, inserts]) => {
    const at = cuts.map((cut) => Math.min(cut, text.length)).sort((a, b) => a - b);
    const edits = inserts.flatMap((insert, index): TextEdit[] => {
      const [start, end] = at.slice(2 * index, 2 * index + 2);
      return start === undefined || end === undefined ? [] : [{ start, end, insert }];
    });
    return { text, edits };
  });

describe("applyEdits", () => {
  it("puts each insert in place of its stretch, and keeps the rest", () => {
    tryProperty(
      fc.property(edited, ({ text, edits }) => {
        // Backwards, so that the offsets in front stay what they are.
        const expected = edits.reduceRight(
          (done, { start, end, insert }) => done.slice(0, start) + insert + done.slice(end),
          text as string,
        );
        expect(applyEdits(text, edits)).toBe(expected);
      }),
    );
  });

  it("is undone by the inverse edits", () => {
    tryProperty(
      fc.property(edited, ({ text, edits }) => {
        let shift = 0;
        const inverse = edits.map(({ start, end, insert }): TextEdit => {
          const from = start + shift;
          shift += insert.length - (end - start);
          return {
            start: from,
            end: from + insert.length,
            insert: textOfBytes(bytesOfText(text).slice(start, end)),
          };
        });
        expect(applyEdits(applyEdits(text, edits), inverse)).toBe(text);
      }),
    );
  });

  it.each([
    [
      "overlap",
      [
        [0, 2],
        [1, 3],
      ],
    ],
    [
      "are out of order",
      [
        [2, 3],
        [0, 1],
      ],
    ],
    ["end before they start", [[2, 1]]],
    ["end behind the text", [[0, 9]]],
  ])("refuses edits that %s", (_, spans) => {
    const edits = spans.map(([start = 0, end = 0]) => ({ start, end, insert: encodeText("x") }));
    expect(() => applyEdits(encodeText("abcd"), edits)).toThrow(RangeError);
  });

  it("keeps the order of insertions at one offset", () => {
    const edits = ["a", "b"].map((insert) => ({ start: 1, end: 1, insert: encodeText(insert) }));
    expect(applyEdits(encodeText("xy"), edits)).toBe("xaby");
  });
});
