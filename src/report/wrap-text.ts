import { textWidth } from "./text-width.ts";

/** Returns the text as lines of at most this many columns, broken at spaces, and in a word only where it fits on no line. */
export function wrapText(text: string, width: number): readonly string[] {
  return wrapItems(text.split(" "), width);
}

/** As `wrapText`, but broken between items, and at spaces only in one that fits on no line. */
export function wrapItems(items: readonly string[], width: number): readonly string[] {
  const lines: string[] = [];
  let line = "";
  for (const item of items.flatMap((item) => pieces(item, width))) {
    const longer = line === "" ? item : `${line} ${item}`;
    if (textWidth(longer) <= width) {
      line = longer;
    } else {
      lines.push(line);
      line = item;
    }
  }
  return [...lines, line];
}

function pieces(item: string, width: number): readonly string[] {
  if (textWidth(item) <= width) return [item];
  if (item.includes(" ")) return item.split(" ").flatMap((word) => pieces(word, width));
  const parts: string[] = [];
  let part = "";
  for (const chunk of chunksOf(item, width)) {
    if (part !== "" && textWidth(part + chunk) > width) {
      parts.push(part);
      part = "";
    }
    part += chunk;
  }
  return [...parts, part];
}

/** Paths, images and addresses are broken behind one of their signs, if that will do. */
function chunksOf(word: string, width: number): readonly string[] {
  return word
    .split(/(?<=[/:@=,-])/)
    .flatMap((chunk) => (textWidth(chunk) <= width ? [chunk] : [...chunk]));
}
