import { fill } from "./fill.ts";
import { textWidth } from "./text-width.ts";

/** Returns rows as lines whose columns stand under each other, two spaces apart; the last column is not filled up. */
export function renderTable(rows: readonly (readonly string[])[]): readonly string[] {
  const widths: number[] = [];
  for (const row of rows) {
    row.forEach((cell, column) => {
      widths[column] = Math.max(widths[column] ?? 0, textWidth(cell));
    });
  }
  return rows.map((row) =>
    row
      .map((cell, column) => fill(cell, widths[column] ?? 0))
      .join("  ")
      .trimEnd(),
  );
}
