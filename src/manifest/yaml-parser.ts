// Parses a YAML document with the `yaml` package, within limits.

import {
  Composer,
  type CST,
  type Document,
  isMap,
  isPair,
  isScalar,
  isSeq,
  Lexer,
  type ParsedNode,
  Parser,
  type YAMLParseError,
} from "yaml";
import type { ByteText } from "../text/source.ts";
import { MOST_LEVELS, TOO_DEEP } from "./nesting-limit.ts";
import type { SyntaxFault } from "./outline.ts";
import { OUTDENTED_QUOTE, type Refused } from "./refused-yaml.ts";

/** Ends the reading of a document. */
export class Fault extends Error {
  readonly fault: SyntaxFault;
  constructor(fault: SyntaxFault) {
    super(fault.message);
    this.fault = fault;
  }
}

/** Throws `Fault` if there is a reason. */
export function refuse(refused: Refused | undefined, offset: number): void {
  if (refused !== undefined) throw new Fault({ ...refused, offset });
}

/**
 * Returns the document of a text, as `parseDocument` of `yaml` does it, with offsets from the start of the text; `base` is where
 * the text starts in its source. Throws `Fault` for nesting that is too deep, before it fills the stack.
 */
export function parseYaml(text: ByteText, base: number): Document.Parsed {
  const composer = new Composer({
    keepSourceTokens: true,
    logLevel: "silent",
    prettyErrors: false,
    // Tags are read by what this program knows of kubectl.
    resolveKnownTags: false,
    uniqueKeys: false,
  });
  const [document] = composer.compose(tokensOf(text, base), true, text.length);
  if (document === undefined) throw new Error("the composer has made no document");
  return document as Document.Parsed;
}

function* tokensOf(text: ByteText, base: number): Generator<CST.Token> {
  const parser = new Parser();
  for (const lexeme of new Lexer().lex(text)) {
    yield* parser.next(lexeme);
    if (parser.stack.length > MOST_LEVELS) refuseDepth(parser.stack, base);
  }
  yield* parser.end();
}

/** The stack holds what is open: the document, mappings and lists, and maybe a scalar. */
function refuseDepth(stack: readonly CST.Token[], base: number): void {
  const levels = stack.filter(({ type }) => LEVELS.has(type));
  const first = levels[MOST_LEVELS];
  if (first !== undefined) throw new Fault({ offset: base + first.offset, ...TOO_DEEP });
}

const LEVELS: ReadonlySet<CST.Token["type"]> = new Set([
  "block-map",
  "block-seq",
  "flow-collection",
]);

/**
 * Returns the first error of a document. That a comment has no space before it is none at the start of a line: `yaml` says so
 * within brackets, where the line break is before the comment and no comma is.
 */
export function errorIn({ errors }: Document.Parsed, text: ByteText): YAMLParseError | undefined {
  return errors.find(({ code, pos: [at] }) => {
    const isComment = code === "MISSING_CHAR" && text.charAt(at) === "#";
    return !(isComment && text.charAt(at - 1) === "\n");
  });
}

/** Returns what is wrong with a part of a text, and where; a quote that is not closed is shown where it opens, if that is known. */
export function faultOf(
  error: YAMLParseError,
  contents: ParsedNode | null,
  { text, base }: { readonly text: ByteText; readonly base: number },
): SyntaxFault {
  // Where somebody runs us with a shorter stack than usual, the limit comes too late.
  if (error.code === "RESOURCE_EXHAUSTION") {
    const message = "the nesting here is too deep for the stack of this process";
    return { offset: base + error.pos[0], message, remedy: TOO_DEEP.remedy };
  }
  const quote = /^Missing closing (['"])/.exec(error.message)?.[1];
  if (quote !== undefined) {
    const open = openQuoteOf(contents) ?? text.lastIndexOf(quote, error.pos[0] - 1);
    const goesOn = text.includes(quote, open + 1);
    const said = goesOn ? OUTDENTED_QUOTE : { message: "this quote is not closed" };
    return { offset: base + open, ...said };
  }
  const message = error.message.split("\n", 1)[0] ?? error.message;
  return { offset: base + error.pos[0], message };
}

function openQuoteOf(node: ParsedNode | null): number | undefined {
  if (isMap(node) || isSeq(node)) {
    const last = node.items.at(-1);
    return openQuoteOf((isPair(last) ? (last.value ?? last.key) : last) as ParsedNode | null);
  }
  const isQuoted = isScalar(node) && node.type?.startsWith("QUOTE") === true;
  return isQuoted ? node.range?.[0] : undefined;
}
