import { type ByteText, encodeText, joinTexts, textOfBytes } from "../../src/text/source.ts";
import { type Choices, choicesFrom } from "./choices.ts";
import type { Json } from "./print-scalar.ts";
import { printYaml } from "./print-yaml.ts";

type JsonMap = { [key: string]: Json };

const SEPARATORS: readonly [string, ...string[]] = [
  "---\n",
  "---\n",
  "--- # next\n",
  "---\n# head\n",
  "---\n---\n",
  "...\n---\n",
  "---   \n",
];

/** Returns the objects as one of the many streams of documents that hold them. */
export function printStream(objects: readonly JsonMap[], bytes: Uint8Array): ByteText {
  const choices = choicesFrom(bytes);
  const documents = objects.map((object) =>
    choices.chance(12) ? printJson(object, choices) : printYaml(object, choices),
  );
  const start = choices.oneOf(["", "", "---\n", "# head\n", "\n\n"]);
  const marks = choices.chance(10);
  // A mark behind what was written so far would be within a document, or in front of none.
  let text = start === "---\n" && marks ? `${start}\ufeff` : start;
  for (const [index, document] of documents.entries()) {
    const separator = index > 0 ? choices.oneOf(SEPARATORS) : "";
    text += separator;
    if (marks && separator.endsWith("-\n") && choices.chance(50)) text += "\ufeff";
    text += document;
  }
  text += choices.oneOf(["", "", "", "...\n", "---\n"]);
  // Of blank lines at the end, the last can be content.
  if (choices.chance(25)) text = text.replace(/(?<!\n)\n$/, "");
  const lines = choices.chance(25) ? text.replaceAll("\n", "\r\n") : text;
  const mark = choices.chance(10) ? textOfBytes(Uint8Array.of(0xef, 0xbb, 0xbf)) : encodeText("");
  return joinTexts([mark, encodeText(lines)]);
}

function printJson(object: JsonMap, choices: Choices): string {
  const indent = choices.oneOf([2, 0, 1, 4, "\t"]);
  return `${JSON.stringify(object, null, indent)}\n`;
}
