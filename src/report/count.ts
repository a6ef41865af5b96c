/** Returns e.g. `1 error`, `3 errors`. */
export function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}

/** As `count`, but nothing at all where there is none. */
export function countSome(number: number, noun: string): string {
  return number === 0 ? "" : count(number, noun);
}
