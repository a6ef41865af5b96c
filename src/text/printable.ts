/**
 * Characters that a terminal or a browser obeys, or shows as nothing: controls, line breaks, directions of text, joiners, and
 * halves of surrogate pairs.
 */
export const UNPRINTABLE: RegExp = /[\p{Cc}\p{Zl}\p{Zp}\p{Cf}\p{Cs}]/gu;

/**
 * Returns text of others as it is shown on one line. All that the program says of manifests, templates, configs, files and
 * other programs goes through this: what would begin a line, move the cursor or hide is shown as an escape, such as `\n` or `\u202e`.
 */
export function printable(text: string): string {
  return text.replace(UNPRINTABLE, escaped);
}

function escaped(character: string): string {
  if (character === "\n") return "\\n";
  if (character === "\r") return "\\r";
  if (character === "\t") return "\\t";
  const digits = (character.codePointAt(0) ?? 0).toString(16);
  return digits.length > 4 ? `\\u{${digits}}` : `\\u${digits.padStart(4, "0")}`;
}
