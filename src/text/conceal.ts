import { escapeMarkdown, escapeSarif } from "./escape-markup.ts";
import { printable } from "./printable.ts";
import { quoteDouble } from "./write-scalar.ts";

/** What is shorter could be a part of any word. */
const SHORTEST = 4;
/** How much of a text that is cut off tells what it is. */
const PART = 6;
const CUT = ["…", "..."];

/**
 * Returns text without secrets, in whichever way reports write them: with escapes, line by line, as XML, and cut off at
 * either end. Those of less than four characters are no secrets.
 */
export function conceal(text: string, secrets: Iterable<string>): string {
  let shown = text;
  // The longest first: one secret can hold another.
  for (const form of formsOf(secrets).sort((a, b) => b.length - a.length)) {
    shown = withoutParts(shown.replaceAll(form, HIDDEN), form);
  }
  return shown;
}

const HIDDEN = "***";

/** How a text may be written, from the inside out; each may be left out. Most texts are the same in all of them. */
const WRITTEN: readonly (readonly ((text: string) => string)[])[] = [
  // In a configuration file of a template.
  [json],
  // In a manifest.
  [doubled, json, quotedDouble],
  // In a message.
  [printable, json],
  // In a report, as markup.
  [escapeSarif, escapeMarkdown],
  // In a report, as a file.
  [json, entities, (text) => text.replaceAll("%", "%25")],
];

function formsOf(secrets: Iterable<string>): string[] {
  const lines = [...secrets].flatMap((secret) => [secret, ...secret.split(/\r?\n/)]);
  let forms = new Set(lines.map((line) => line.trim()));
  for (const ways of WRITTEN) {
    forms = new Set([...forms].flatMap((text) => [text, ...ways.map((write) => write(text))]));
  }
  return [...forms].filter((form) => form.length >= SHORTEST);
}

function json(text: string): string {
  return JSON.stringify(text).slice(1, -1);
}

/** As in single quotes of YAML. */
function doubled(text: string): string {
  return text.replaceAll("'", "''");
}

function quotedDouble(text: string): string {
  return quoteDouble(text).slice(1, -1);
}

function entities(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}

/** Leaves out the beginning of a secret before a mark of a cut, and the end of one after it. */
function withoutParts(text: string, secret: string): string {
  if (secret.length <= PART) return text;
  let shown = text;
  for (const cut of CUT) {
    const pieces = shown.split(cut);
    shown = pieces
      .map((piece, index) => {
        const open = index > 0 ? withoutEnd(piece, secret) : piece;
        return index < pieces.length - 1 ? withoutStart(open, secret) : open;
      })
      .join(cut);
  }
  return shown;
}

function withoutStart(piece: string, secret: string): string {
  const at = piece.lastIndexOf(secret.slice(0, PART));
  return at !== -1 && secret.startsWith(piece.slice(at)) ? piece.slice(0, at) + HIDDEN : piece;
}

function withoutEnd(piece: string, secret: string): string {
  const tail = secret.slice(-PART);
  const end = piece.indexOf(tail) + tail.length;
  return end >= tail.length && secret.endsWith(piece.slice(0, end))
    ? HIDDEN + piece.slice(end)
    : piece;
}
