import { printable } from "./printable.ts";

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

function formsOf(secrets: Iterable<string>): string[] {
  const lines = [...secrets].flatMap((secret) => [secret, ...secret.split(/\r?\n/)]);
  const forms = lines
    .map((line) => line.trim())
    .flatMap((line) => [line, printable(line), JSON.stringify(line).slice(1, -1)])
    .flatMap((form) => [form, entities(form), form.replaceAll("%", "%25")]);
  return [...new Set(forms)].filter((form) => form.length >= SHORTEST);
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
