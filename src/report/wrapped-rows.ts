import { fill } from "./fill.ts";
import { textWidth } from "./text-width.ts";
import { wrapText } from "./wrap-text.ts";

/** How a table is laid out, in columns of the terminal. */
export interface TableWidths {
  /** Of the whole. */
  readonly width: number;
  /** Of a column that is not the last: what is longer goes over several lines. */
  readonly cell: number;
}

/**
 * Returns the lines of each row of a table whose columns stand under each other, two spaces apart. What is too long for its
 * column is broken into lines; the last column has what the others leave, but at least 20. Texts may have lines of their own.
 */
export function wrappedRows(
  rows: readonly (readonly string[])[],
  { width, cell }: TableWidths,
): readonly (readonly string[])[] {
  const columns = Math.max(0, ...rows.map((row) => row.length));
  const widths = Array.from({ length: columns - 1 }, (_, column) =>
    Math.min(cell, Math.max(...rows.map((row) => textWidth(row[column] ?? "")))),
  );
  const taken = widths.reduce((sum, one) => sum + one + 2, 0);
  const all = [...widths, Math.max(20, width - taken)];
  return rows.map((row) => {
    const cells = row.map((text, column) =>
      text.split("\n").flatMap((line) => wrapText(line, all[column] ?? 0)),
    );
    const height = Math.max(...cells.map((lines) => lines.length));
    return Array.from({ length: height }, (_, line) =>
      cells
        .map((lines, column) => fill(lines[line] ?? "", all[column] ?? 0))
        .join("  ")
        .trimEnd(),
    );
  });
}
