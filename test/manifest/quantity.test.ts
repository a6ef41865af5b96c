import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formatQuantity, parseQuantity, roundUp } from "../../src/manifest/quantity.ts";
import type { Value } from "../../src/manifest/value.ts";
import { tryProperty } from "../try-property.ts";

const NANOS = 10n ** 9n;
const LARGEST = (2n ** 63n - 1n) * NANOS;

describe("parseQuantity", () => {
  it.each<[Value, bigint]>([
    ["0", 0n],
    ["1", NANOS],
    ["+1", NANOS],
    ["-1", -NANOS],
    ["007", 7n * NANOS],
    ["250m", 250n * 10n ** 6n],
    ["1n", 1n],
    ["3u", 3000n],
    ["1k", 1000n * NANOS],
    ["2M", 2n * 10n ** 6n * NANOS],
    ["1G", 10n ** 9n * NANOS],
    ["1T", 10n ** 12n * NANOS],
    ["1P", 10n ** 15n * NANOS],
    ["1E", 10n ** 18n * NANOS],
    ["1Ki", 1024n * NANOS],
    ["192Mi", 192n * 1024n ** 2n * NANOS],
    ["1.5Gi", 1536n * 1024n ** 2n * NANOS],
    ["1Ti", 1024n ** 4n * NANOS],
    ["1Pi", 1024n ** 5n * NANOS],
    ["1Ei", 1024n ** 6n * NANOS],
    ["1e3", 1000n * NANOS],
    ["1E3", 1000n * NANOS],
    ["1e+3", 1000n * NANOS],
    ["12e-3", 12n * 10n ** 6n],
    ["1.5e2", 150n * NANOS],
    ["1.", NANOS],
    [".5", NANOS / 2n],
    ["1.M", 10n ** 6n * NANOS],
    [" 1 ", NANOS],
    [1, NANOS],
    [0.5, NANOS / 2n],
    [1e21, LARGEST],
    [1e-7, 100n],
    [2n ** 60n, 2n ** 60n * NANOS],
  ])("reads %s", (value, expected) => {
    expect(parseQuantity(value)).toBe(expected);
  });

  it.each<[string, bigint]>([
    ["0.1n", 1n],
    ["1.1n", 2n],
    ["-0.1n", -1n],
    ["0.0000000001Ki", 103n],
    ["1e-400", 1n],
    ["1e-999999999999", 1n],
    ["0e-999999999999", 0n],
  ])("rounds %s up to a billionth", (value, expected) => {
    expect(parseQuantity(value)).toBe(expected);
  });

  it.each(["9Ei", "1e19", "1e999999999999", `1${"0".repeat(500)}`])("caps %s", (value) => {
    expect(parseQuantity(value)).toBe(LARGEST);
    expect(parseQuantity(`-${value}`)).toBe(-LARGEST);
  });

  it.each(["m", ".", "+", "Ki", "e3"])(
    "reads %s without digits as the API server does: 0",
    (value) => {
      expect(parseQuantity(value)).toBe(0n);
    },
  );

  it.each<[Value]>([
    [""],
    [" "],
    ["1.1.M"],
    ["1+1.0M"],
    ["0.1mi"],
    ["0.1am"],
    ["aoeu"],
    [".5i"],
    ["1i"],
    ["-3.01i"],
    ["-3.01e-"],
    ["1e"],
    ["1K"],
    ["1ki"],
    ["1mi"],
    ["1MB"],
    ["1 Gi"],
    ["1e3Mi"],
    ["1e3.5"],
    ["--1"],
    ["0x10"],
    ["1\n2"],
    [null],
    [true],
    [[]],
    [{}],
    [Number.NaN],
    [Number.POSITIVE_INFINITY],
  ])("rejects %j", (value) => {
    expect(parseQuantity(value)).toBeUndefined();
  });
});

describe("formatQuantity", () => {
  it.each([
    ["0", "cpu", "0"],
    ["250m", "cpu", "250m"],
    ["0.25", "cpu", "250m"],
    ["2000m", "cpu", "2"],
    ["1.5", "cpu", "1500m"],
    ["1500", "cpu", "1500"],
    ["1u", "cpu", "1u"],
    ["1n", "cpu", "1n"],
    ["-1500m", "cpu", "-1500m"],
    ["4", "nvidia.com/gpu", "4"],
    ["0", "memory", "0"],
    ["192Mi", "memory", "192Mi"],
    ["201326592", "memory", "192Mi"],
    ["1.5Gi", "memory", "1536Mi"],
    ["2048Mi", "memory", "2Gi"],
    ["100M", "memory", "100M"],
    ["123", "memory", "123"],
    ["400m", "memory", "400m"],
    ["1025", "ephemeral-storage", "1025"],
    ["4Mi", "hugepages-2Mi", "4Mi"],
  ])("writes %s of %s as %s", (text, resource, expected) => {
    expect(formatQuantity(parseQuantity(text) ?? -1n, resource)).toBe(expected);
  });

  it("writes what is read as the same quantity", () => {
    const quantities = fc.bigInt({ min: -LARGEST, max: LARGEST });
    tryProperty(
      fc.property(quantities, fc.constantFrom("cpu", "memory"), (quantity, resource) => {
        expect(parseQuantity(formatQuantity(quantity, resource))).toBe(quantity);
      }),
    );
  });
});

describe("roundUp", () => {
  it.each([
    [0n, 0n],
    [1n, 1000n],
    [1000n, 1000n],
    [1001n, 2000n],
    [-1n, -1n],
  ])("takes %s to %s", (amount, expected) => {
    expect(roundUp(amount, 1000n)).toBe(expected);
  });
});
