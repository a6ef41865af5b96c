import { describe, expect, it } from "vitest";
import { readPlainScalar } from "../../src/text/read-scalar.ts";

/** What sigs.k8s.io/yaml v1.4.0, the reader of kubectl 1.33, says of plain scalars. */
const VALUES: readonly (readonly [string, unknown])[] = [
  ...["y", "Y", "yes", "Yes", "YES", "on", "On", "ON", "true", "True", "TRUE"].map(
    (text) => [text, true] as const,
  ),
  ...["n", "N", "no", "No", "NO", "off", "Off", "OFF", "false", "False", "FALSE"].map(
    (text) => [text, false] as const,
  ),
  ...["", "~", "null", "Null", "NULL"].map((text) => [text, null] as const),
  ["tRue", "tRue"],
  ["nUll", "nUll"],
  ["0644", 420],
  ["+0644", 420],
  ["-0644", -420],
  ["0o17", 15],
  ["0O17", 15],
  ["-0", 0],
  ["0x1F", 31],
  ["0X1f", 31],
  ["-0x1F", -31],
  ["0b101", 5],
  ["1_000", 1000],
  ["1__0", 10],
  ["1_", 1],
  ["0x_1", 1],
  ["0_o1", 1],
  ["-1_0", -10],
  ["1_0.5", 10.5],
  ["_1", "_1"],
  ["08", 8],
  ["0789", 789],
  ["-08", -8],
  ["1e3", 1000],
  ["1.e3", 1000],
  [".5e1", 5],
  ["5.", 5],
  ["+.5", 0.5],
  ["09e1", 90],
  ["1e400", "1e400"],
  ["e10", "e10"],
  [".e1", ".e1"],
  [".", "."],
  ["..", ".."],
  ["-", "-"],
  ["+", "+"],
  ["0x", "0x"],
  ["0o8", "0o8"],
  ["0b2", "0b2"],
  ["1.2.3", "1.2.3"],
  ["12:30", "12:30"],
  ["12:30:45", "12:30:45"],
  ["2001-12-14", "2001-12-14"],
  ["=", "="],
  ["100m", "100m"],
  ["1:2:3.5", "1:2:3.5"],
  ["9007199254740991", 9007199254740991],
  ["9007199254740993", 9007199254740993n],
  ["-9223372036854775808", -9223372036854775808n],
  ["18446744073709551615", 18446744073709551615n],
  ["18446744073709551616", 18446744073709552000],
  ["nan", "nan"],
  ["Infinity", "Infinity"],
];

describe("readPlainScalar", () => {
  it.each(VALUES)("reads %j as Kubernetes does", (text, value) => {
    expect(readPlainScalar(text)).toBe(value);
  });

  it("reads infinities and what is no number", () => {
    expect([".inf", "-.Inf", "+.INF", ".NaN"].map(readPlainScalar)).toEqual([
      Number.POSITIVE_INFINITY,
      Number.NEGATIVE_INFINITY,
      Number.POSITIVE_INFINITY,
      Number.NaN,
    ]);
  });
});
