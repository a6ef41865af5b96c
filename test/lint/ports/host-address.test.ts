import { describe, expect, it } from "vitest";
import { addressesOverlap, isAddress } from "../../../src/lint/ports/host-address.ts";

describe("addressesOverlap", () => {
  it.each([
    [undefined, undefined, true],
    [undefined, "10.0.0.1", true],
    ["", "fd00::1", true],
    ["0.0.0.0", "10.0.0.1", true],
    ["::", "10.0.0.1", true],
    ["0:0:0:0:0:0:0:0", "fd00::1", true],
    ["0::0", "10.0.0.1", true],
    ["10.0.0.1", "10.0.0.1", true],
    ["10.0.0.1", "10.0.0.2", false],
    ["127.0.0.1", "::1", false],
    ["::1", "0:0:0:0:0:0:0:1", true],
    ["FD00::00a1", "fd00:0::a1", true],
    ["fd00::1", "fd00::1:0", false],
    ["fd00:1::", "fd00:1:0::0", true],
    ["1:2:3:4:5:6:7::", "1:2:3:4:5:6:7:0", true],
    ["::ffff:10.0.0.1", "10.0.0.1", true],
    ["0:0:0:0:0:FFFF:10.0.0.1", "10.0.0.1", true],
    ["::ffff:10.0.0.1", "10.0.0.2", false],
  ])("%s and %s: %s", (a, b, expected) => {
    expect(addressesOverlap(a, b)).toBe(expected);
    expect(addressesOverlap(b, a)).toBe(expected);
  });
});

describe("isAddress", () => {
  it.each([
    ["10.0.0.1", true],
    ["0.0.0.0", true],
    ["::", true],
    ["fd00::1", true],
    ["::ffff:10.0.0.1", true],
    ["10.0.0.255", true],
    ["10.0.0.256", false],
    ["10.0.0", false],
    ["fd00::1::2", false],
    ["[fd00::1]", false],
    ["node.example.com", false],
    ["10.0.0.0/8", false],
    ["", false],
  ])("of %j is %j", (text, expected) => {
    expect(isAddress(text)).toBe(expected);
  });
});
