import { describe, expect, it } from "vitest";
import { secondsOf } from "../../../src/lint/lifecycle/duration.ts";

describe("secondsOf", () => {
  it.each<[string, number | undefined]>([
    ["90", 90],
    ["90s", 90],
    ["1m30s", 90],
    ["1.5h", 5400],
    ["2h", 7200],
    ["3m", 180],
    ["500ms", 0.5],
    ["", undefined],
    ["s", undefined],
    ["10 s", undefined],
    ["$(DRAIN)", undefined],
  ])("reads %j as %j", (text, seconds) => {
    expect(secondsOf(text)).toBe(seconds);
  });
});
