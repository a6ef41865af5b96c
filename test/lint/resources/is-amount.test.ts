import { describe, expect, it } from "vitest";
import { hasLimit } from "../../../src/lint/resources/has-limit.ts";
import { isAmount } from "../../../src/lint/resources/is-amount.ts";
import type { Value } from "../../../src/manifest/value.ts";
import { podWith } from "../pod-with.ts";

const AMOUNTS: readonly (readonly [Value | undefined, boolean])[] = [
  ["1Gi", true],
  ["0.5", true],
  ["10e3", true],
  [1, true],
  [2n ** 60n, true],
  ["0", false],
  ["0Mi", false],
  ["0.000", false],
  ["0e9", false],
  [0, false],
  [0n, false],
  [-1, false],
  ["-1Gi", false],
  // A tool fills it in.
  ["$(LIMIT)", true],
  ["{{ .Values.limit }}", true],
  ["", false],
  [null, false],
  [undefined, false],
  [{}, false],
  [[], false],
  [true, false],
];

describe("isAmount", () => {
  it.each(AMOUNTS)("of %o: %s", (value, expected) => {
    expect(isAmount(value)).toBe(expected);
  });
});

describe("hasLimit", () => {
  it.each<[Value, boolean]>([
    [{ limits: { memory: "1Gi" } }, true],
    [{ limits: { cpu: 1 } }, false],
    [{ requests: { memory: "1Gi" } }, false],
    [{ limits: null }, false],
    [[], false],
  ])("of memory in %j: %s", (resources, expected) => {
    const [web] = podWith({ containers: [{ name: "web", resources }] }).containers;
    expect(web && hasLimit(web, "memory")).toBe(expected);
  });
});
