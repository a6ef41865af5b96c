import { textWidth } from "./text-width.ts";

/** Returns the text with spaces behind it, so that it takes this many columns; a wider one as it is. */
export function fill(text: string, width: number): string {
  return text + " ".repeat(Math.max(0, width - textWidth(text)));
}
