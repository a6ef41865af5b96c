import type { Style } from "./style.ts";

/** Returns a unified diff with its lines coloured as git does. */
export function colourDiff(diff: string, style: Style): string {
  return diff.replace(/^[^ \n][^\r\n]*/gm, (line) => {
    if (/^(?:---|\+\+\+) [ab]\//.test(line)) return style.strong(line);
    if (line.startsWith("@@")) return style.info(line);
    if (line.startsWith("+")) return style.success(line);
    return line.startsWith("-") ? style.error(line) : line;
  });
}
