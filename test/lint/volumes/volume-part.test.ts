import { describe, expect, it } from "vitest";
import { partsMeet, volumePart } from "../../../src/lint/volumes/volume-part.ts";
import type { Mount } from "../../../src/manifest/pod.ts";

const mount = (parts: Pick<Mount, "subPath" | "subPathExpr">): Mount => ({
  at: [],
  volume: "data",
  path: "/data",
  readOnly: false,
  ...parts,
});

describe("volumePart", () => {
  it("is the root, the subPath, or not known", () => {
    expect(volumePart(mount({}))).toBe("/");
    expect(volumePart(mount({ subPath: "a//b/" }))).toBe("/a/b");
    expect(volumePart(mount({ subPathExpr: "$(A)" }))).toBeUndefined();
  });
});

describe("partsMeet", () => {
  it.each([
    [{}, { subPath: "a" }, "yes"],
    [{ subPath: "a/b" }, { subPath: "./a/" }, "yes"],
    [{ subPath: "a" }, { subPath: "ab" }, "no"],
    [{ subPathExpr: "$(A)" }, {}, "maybe"],
    [{ subPathExpr: "$(A)" }, { subPathExpr: "$(A)" }, "maybe"],
  ] as const)("of %j and %j: %s", (a, b, expected) => {
    expect(partsMeet(mount(a), mount(b))).toBe(expected);
    expect(partsMeet(mount(b), mount(a))).toBe(expected);
  });
});
