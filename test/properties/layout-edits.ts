import { type ByteText, decodeText, encodeText } from "../../src/text/source.ts";
import type { Choices } from "./choices.ts";
import { valuesOf } from "./oracle.ts";

type LayoutEdit = (text: string, choices: Choices) => string;

/** Returns a text after some edits by hand that change nothing of what it says. */
export function editLayout(text: ByteText, choices: Choices): ByteText {
  const said = valuesOf(text);
  let edited = text;
  for (let left = 1 + choices.pick(5); left > 0; left--) {
    const edit = choices.oneOf(EDITS);
    const next = encodeText(edit(decodeText(edited), choices));
    if (next !== edited && saysSame(next, said)) edited = next;
  }
  return edited;
}

function saysSame(text: ByteText, said: readonly unknown[]): boolean {
  try {
    return sorted(valuesOf(text)) === sorted(said);
  } catch {
    return false;
  }
}

/** Returns a value as JSON, its keys in order. */
function sorted(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) =>
    typeof part === "object" && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}

const EDITS: readonly [LayoutEdit, ...LayoutEdit[]] = [
  writeLines,
  writeLines,
  writeLines,
  requote,
  swapKeys,
  changeLineEnds,
  dropFinalLineBreak,
];

/** Comments, blank lines and lines of blanks, anywhere, as deep as the lines around or otherwise. */
function writeLines(text: string, { pick, oneOf, chance }: Choices): string {
  const lines = text.split("\n");
  const at = pick(251) + 251 * pick(8);
  const index = at % lines.length;
  // A byte order mark may stand only where a document starts.
  if (lines[index]?.startsWith("\ufeff") === true) return text;
  const near = /^ */.exec(lines[index] ?? "")?.[0].length ?? 0;
  const above = /^ */.exec(lines[index - 1] ?? "")?.[0].length ?? 0;
  const indent = " ".repeat(chance(60) ? Math.max(near, above) + pick(3) : pick(14));
  const written = oneOf([`${indent}# since`, "", indent, `${indent}# since\n\n`, `\n${indent}`]);
  return lines.toSpliced(index, 0, written).join("\n");
}

/** One plain, single-quoted or double-quoted scalar gets other quotes. */
function requote(text: string, { pick, oneOf }: Choices): string {
  const scalars = [
    ...text.matchAll(/(?<=: |- )(?:([A-Za-z][\w./-]*)|"([\w./ -]+)"|'([\w./ -]+)')$/gm),
  ];
  const chosen = scalars[pick(scalars.length || 1)];
  if (chosen === undefined) return text;
  const [whole, plain, double, single] = chosen;
  const content = plain ?? double ?? single ?? "";
  const isText = !/^(?:y|n|yes|no|on|off|true|false|null)$/i.test(content);
  const written = oneOf([`"${content}"`, `'${content}'`, isText ? content : `"${content}"`]);
  return text.slice(0, chosen.index) + written + text.slice(chosen.index + whole.length);
}

/** Two keys with values on their lines change places. */
function swapKeys(text: string, { pick }: Choices): string {
  const pairs = [
    ...text.matchAll(/^( *)(?=\w)([^\n#]*: [^\n|>&]*)\n\1(?=\w)([^\n#]*: [^\n|>&]*)$/gm),
  ];
  const chosen = pairs[pick(pairs.length || 1)];
  if (chosen === undefined) return text;
  const [whole, indent = "", first = "", second = ""] = chosen;
  const swapped = `${indent}${second}\n${indent}${first}`;
  return text.slice(0, chosen.index) + swapped + text.slice(chosen.index + whole.length);
}

function changeLineEnds(text: string): string {
  return text.includes("\r\n") ? text.replaceAll("\r\n", "\n") : text.replaceAll("\n", "\r\n");
}

function dropFinalLineBreak(text: string): string {
  return text.replace(/\r?\n$/, "");
}
