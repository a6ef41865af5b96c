import { describe, expect, it } from "vitest";
import { commonItems } from "../../src/text/common-items.ts";

describe("commonItems", () => {
  it.each([
    ["abc", "abc", ["0=0", "1=1", "2=2"]],
    ["abc", "xbz", ["1=1"]],
    ["abcd", "bd", ["0=1", "1=3"]],
    ["ab", "", []],
  ])("of %j and %j are %j", (before, after, common) => {
    const found = commonItems([...before], [...after]);
    expect([...found].map(([second, first]) => `${second}=${first}`)).toEqual(common);
  });

  it("are not looked for in lists whose lengths make more than 4,000,000 pairs", () => {
    const listOf = (length: number) => Array.from({ length }, () => "a");
    expect(commonItems(listOf(1415), listOf(1415)).size).toBe(1415);
    expect(commonItems(listOf(2001), listOf(2000)).size).toBe(0);
  });
});
