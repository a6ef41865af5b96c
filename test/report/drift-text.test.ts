import { describe, expect, it } from "vitest";
import type { Difference, SidecarState } from "../../src/inject/drift.ts";
import { driftLines } from "../../src/report/drift-text.ts";

const difference = (cause: Difference["cause"], path = "spec.a"): Difference => ({
  path,
  cause,
  there: 1,
  wanted: 2,
});

const lines = (state: SidecarState, differences: readonly Difference[] = []) =>
  driftLines({ template: "tail", state, differences });

describe("driftLines", () => {
  it.each<[SidecarState, readonly string[]]>([
    ["current", []],
    ["unknown", []],
    ["missing", ["tail is missing"]],
  ])("of a sidecar that is %s are %j", (state, expected) => {
    expect(lines(state, [difference("edit")])).toEqual(expected);
  });

  it.each<[Difference["cause"], string, string]>([
    [
      "template",
      "tail is outdated (its template or its parameters have changed):",
      "  spec.a  1 → 2",
    ],
    ["edit", "tail was edited by hand:", "  spec.a  1 in place of 2"],
    [
      "both",
      "tail was edited by hand, and its template or its parameters have changed:",
      "  spec.a  1 in place of 2",
    ],
  ])("say who is the cause: %s", (cause, head, line) => {
    expect(lines("outdated", [difference(cause)])).toEqual([head, line]);
  });

  it("are ten of a kind at most", () => {
    const differences = Array.from({ length: 11 }, (_, index) =>
      difference("edit", `spec.a${index}`),
    );
    expect(lines("edited", differences.slice(0, 10))).toHaveLength(11);
    expect(lines("edited", differences)).toHaveLength(12);
    expect(lines("edited", differences).at(-1)).toBe("  and 1 more");
  });
});
