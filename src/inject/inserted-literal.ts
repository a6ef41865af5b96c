import { type ByteText, decodeText, encodeText, joinTexts, sliceText } from "../text/source.ts";
import { writeString } from "../text/write-scalar.ts";

/** A literal that inserted lines end in. */
interface InsertedLiteral {
  /** Offset behind the line of its `|`, in the inserted lines. */
  readonly start: number;
  /** The column of what stands on the line of its `|`. */
  readonly outside: number;
  /** The column of its content. */
  readonly column: number;
}

/** Returns the literal that inserted lines end in; `emit.ts` writes no other block scalars. */
export function literalAtEnd(insert: ByteText): InsertedLiteral | undefined {
  let header: Omit<InsertedLiteral, "column"> | undefined;
  let column: number | undefined;
  for (const { 0: line, index } of insert.matchAll(/[^\n]+/g)) {
    const indent = line.search(/[^ \r]/);
    if (indent === -1) continue;
    if (header !== undefined) column ??= indent;
    if (column !== undefined && indent >= column) continue;
    const start = index + line.length + 1;
    header = / \|-?\r?$/.test(line) ? { start, outside: indent } : undefined;
    column = undefined;
  }
  return header === undefined || column === undefined ? undefined : { ...header, column };
}

/**
 * Returns inserted lines as they can end a file that lacks the line break at its end: YAML readers disagree about the end
 * of a literal (`|`) there, so it is written in quotes.
 */
export function withoutOpenLiteral(insert: ByteText): ByteText {
  const literal = literalAtEnd(insert);
  if (literal === undefined) return insert;
  const header = /^([\s\S]* )\|\r?\n$/.exec(insert.slice(0, literal.start))?.[1];
  if (header === undefined) return insert;
  const lines = sliceText(insert, literal.start).split(/\r?\n/);
  const content = lines.map((line) => `${line.slice(literal.column)}\n`).join("");
  const quoted = writeString(decodeText(content), "flow", "", "");
  return joinTexts([sliceText(insert, 0, header.length), encodeText(quoted)]);
}
