import { describe, expect, it } from "vitest";
import { leftOutFiles } from "../../src/cli/left-out-files.ts";

describe("leftOutFiles", () => {
  it.each([
    [[], []],
    [["a"], ["a is not searched"]],
    [["a", "b", "c"], ["a, b and c are not searched"]],
    [["a", "b", "c", "d"], ["a and 3 more folders are not searched"]],
  ])("names three folders at most: %j", (unsearched, said) => {
    expect(leftOutFiles({ own: [], charts: [], unsearched })).toEqual(
      said.map((text) => expect.stringContaining(text)),
    );
  });

  it.each([
    [["a.yaml"], "a.yaml holds only templates or config of kube-sidecar, and is left out"],
    [
      ["a.yaml", "b.yaml"],
      "a.yaml and b.yaml hold only templates or config of kube-sidecar, and are left out",
    ],
  ])("names all files of ours: %j", (own, said) => {
    expect(leftOutFiles({ own, charts: [], unsearched: [] })).toEqual([said]);
  });
});
