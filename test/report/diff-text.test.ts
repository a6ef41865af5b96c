import { expect, it } from "vitest";
import { COLOUR_STYLE } from "../../src/report/colour-style.ts";
import { colourDiff } from "../../src/report/diff-text.ts";

it.each([
  ["--- a/web.yaml", COLOUR_STYLE.strong],
  ["+++ b/web.yaml", COLOUR_STYLE.strong],
  ["@@ -1 +1 @@", COLOUR_STYLE.info],
  ["+++ new", COLOUR_STYLE.success],
  ["+new", COLOUR_STYLE.success],
  ["--- old", COLOUR_STYLE.error],
  ["-old", COLOUR_STYLE.error],
  [" same", (line: string) => line],
])("colours the line %j of a diff", (line, paint) => {
  expect(colourDiff(`${line}\n`, COLOUR_STYLE)).toBe(`${paint(line)}\n`);
});
