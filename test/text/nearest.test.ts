import { describe, expect, it } from "vitest";
import { nearest, nearestHint } from "../../src/text/nearest.ts";

describe("nearest", () => {
  const NAMES = ["containers", "initContainers", "volumes", "fluent-bit", "envoy", "port", "db"];

  it.each([
    ["contaners", "containers"],
    ["contianers", "containers"],
    ["Containers", "containers"],
    ["initcontainers", "initContainers"],
    ["fluentbit", "fluent-bit"],
    ["fluent", "fluent-bit"],
    ["evnoy", "envoy"],
    ["prot", "port"],
    ["volume", "volumes"],
    ["nginx", undefined],
    ["x", undefined],
    ["d", undefined],
    ["", undefined],
    ["dbs", "db"],
    ["porte", "port"],
  ])("takes %j for %j", (word, candidate) => {
    expect(nearest(word, NAMES)).toBe(candidate);
  });

  it("forgives three wrong letters, and no fourth", () => {
    const candidate = "progressDeadlineSeconds";
    expect(nearest("progresDeadlinSecond", [candidate])).toBe(candidate);
    expect(nearest("progresDeadlinSecon", [candidate])).toBeUndefined();
  });

  it("forgives a third of the letters", () => {
    expect(nearest("abcxyf", ["abcdef"])).toBe("abcdef");
    expect(nearest("abxyzf", ["abcdef"])).toBeUndefined();
    expect(nearest("abcdefxyz", ["abcdefghi"])).toBe("abcdefghi");
    expect(nearest("abx", ["abc"])).toBe("abc");
    expect(nearest("ax", ["ab"])).toBeUndefined();
  });

  it("takes the beginning of a candidate for it, from three letters on", () => {
    expect(nearest("con", ["containers"])).toBe("containers");
    expect(nearest("co", ["containers"])).toBeUndefined();
  });

  it("takes the first of two that are equally near", () => {
    expect(nearest("bat", ["cat", "hat"])).toBe("cat");
  });

  it.each([
    [253, true],
    [254, false],
  ])("compares names of up to 253 characters: %i", (length, isKnown) => {
    const name = "a".repeat(length);
    expect(nearest(name, [`${name.slice(1)}b`]) !== undefined).toBe(isKnown);
    expect(nearest(`${"a".repeat(252)}b`, [name]) !== undefined).toBe(isKnown);
  });

  it("has no answer without candidates", () => {
    expect(nearest("port", [])).toBeUndefined();
    expect(nearestHint("port", [])).toBe("");
  });

  it("is said as a question", () => {
    expect(nearestHint("prot", NAMES)).toBe('; did you mean "port"?');
  });
});
