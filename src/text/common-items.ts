/** Tables of more cells than this are not worth their time: two such long lists have little in common. */
const MOST_CELLS = 4_000_000;

/**
 * Returns which items of two lists are in both, in the same order (a longest common subsequence): the index in the
 * second list → the index in the first.
 */
export function commonItems(
  before: readonly string[],
  after: readonly string[],
): ReadonlyMap<number, number> {
  const common = new Map<number, number>();
  if (before.length * after.length > MOST_CELLS) return common;
  const width = after.length + 1;
  const lengths = new Uint32Array((before.length + 1) * width);
  const at = (row: number, column: number) => lengths[row * width + column] ?? 0;
  for (let row = before.length - 1; row >= 0; row--) {
    for (let column = after.length - 1; column >= 0; column--) {
      lengths[row * width + column] =
        before[row] === after[column]
          ? at(row + 1, column + 1) + 1
          : Math.max(at(row + 1, column), at(row, column + 1));
    }
  }
  for (let row = 0, column = 0; row < before.length && column < after.length; ) {
    if (before[row] === after[column]) common.set(column++, row++);
    else if (at(row + 1, column) >= at(row, column + 1)) row++;
    else column++;
  }
  return common;
}
