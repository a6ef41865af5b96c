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

  it("takes the first of two that are equally near", () => {
    expect(nearest("bat", ["cat", "hat"])).toBe("cat");
  });

  it("has no answer without candidates", () => {
    expect(nearest("port", [])).toBeUndefined();
    expect(nearestHint("port", [])).toBe("");
  });

  it("is said as a question", () => {
    expect(nearestHint("prot", NAMES)).toBe('; did you mean "port"?');
  });
});
