import { textWidth } from "./text-width.ts";

/** Returns the text, with `…` in place of its middle where it takes more columns than this. */
export function cutMiddle(text: string, width: number): string {
  if (textWidth(text) <= width) return text;
  if (width < 1) return "";
  const characters = [...text];
  const tail = taking(characters.toReversed(), (width - 1) >> 1).reverse();
  const head = taking(characters, width - 1 - textWidth(tail.join("")));
  return `${head.join("")}…${tail.join("")}`;
}

function taking(characters: readonly string[], width: number): string[] {
  let rest = width;
  const end = characters.findIndex((character) => {
    rest -= textWidth(character);
    return rest < 0;
  });
  return characters.slice(0, end === -1 ? characters.length : end);
}
