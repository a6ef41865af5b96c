/** Returns the index of the last item that starts at or before the offset, -1 if there is none; items are in order. */
export function lastStarted<T>(
  items: readonly T[],
  startOf: (item: T) => number,
  offset: number,
): number {
  let [low, high] = [-1, items.length - 1];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    const item = items[middle];
    if (item !== undefined && startOf(item) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}
