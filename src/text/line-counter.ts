import type { ByteText } from "./source.ts";

/** Returns a function from offsets to 1-based lines, which takes linear time over offsets that come in order. */
export function lineCounter(text: ByteText): (offset: number) => number {
  const endFrom = (at: number) => {
    const end = text.indexOf("\n", at);
    return end === -1 ? text.length : end;
  };
  let line = 1;
  let start = 0;
  let end = endFrom(0);
  return (offset) => {
    if (offset < start) {
      line = 1;
      start = 0;
      end = endFrom(0);
    }
    while (end < offset && end < text.length) {
      line++;
      start = end + 1;
      end = endFrom(start);
    }
    return line;
  };
}
