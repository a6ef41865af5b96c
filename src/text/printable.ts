/** Characters that move the cursor, change colours or turn the direction of text. */
export const CONTROL: RegExp = /[\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]/gu;

/** Returns text of a manifest with what a terminal would obey instead of show as U+FFFD; tabs and line breaks stay. */
export function printable(text: string): string {
  return text.replace(CONTROL, (c) => (c === "\t" || c === "\n" ? c : "\ufffd"));
}

/** As `printable`, for text that has to stay on its line: a break in a name must not begin a line of the report. */
export function printableLine(text: string): string {
  return printable(text).replaceAll("\n", "\ufffd");
}

/** As `printableLine`, for text in a frame: a tab would move what stands behind it. */
export function printableCell(text: string): string {
  return printableLine(text).replaceAll("\t", " ");
}
