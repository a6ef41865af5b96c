import type { ByteText } from "./source.ts";

/** Returns a function from offsets to 1-based lines, which takes linear time over offsets that come in order. */
export function lineCounter(text: ByteText): (offset: number) => number {
  let line = 1;
  let at = 0;
  return (offset) => {
    if (offset < at) {
      line = 1;
      at = 0;
    }
    for (
      let end = text.indexOf("\n", at);
      end !== -1 && end < offset;
      end = text.indexOf("\n", at)
    ) {
      line++;
      at = end + 1;
    }
    return line;
  };
}
