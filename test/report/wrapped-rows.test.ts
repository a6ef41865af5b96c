import { expect, it } from "vitest";
import { wrappedRows } from "../../src/report/wrapped-rows.ts";

it("leaves at least 20 columns for the last one", () => {
  const rows = [
    ["a".repeat(15), "b".repeat(20)],
    ["c", "d".repeat(21)],
  ];
  expect(wrappedRows(rows, { width: 30, cell: 15 })).toEqual([
    [`${"a".repeat(15)}  ${"b".repeat(20)}`],
    [`c${" ".repeat(14)}  ${"d".repeat(20)}`, `${" ".repeat(17)}d`],
  ]);
});
