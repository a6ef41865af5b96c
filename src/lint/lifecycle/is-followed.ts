/** Tells whether something comes in a text, and behind where it comes first something else. */
export function isFollowed(text: string, first: RegExp, second: RegExp): boolean {
  const found = first.exec(text);
  return found !== null && second.test(text.slice(found.index + found[0].length));
}
