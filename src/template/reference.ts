/** The things that a reference may name a part of. */
type ReferenceScope = "params" | "workload" | "app";

/** A reference in a text of a template: `$(params.port)`, `$(app.ports.http)`. */
export interface Reference {
  readonly scope: ReferenceScope;
  /** What stands behind the first dot. */
  readonly name: string;
  /** As written. */
  readonly text: string;
}

/** What reads the text later: Kubernetes, which turns `$$` into `$` itself, or whoever gets it as it is. */
export type TextReader = "kubernetes" | "verbatim";

/**
 * Returns the parts of a text: what stands as it is, and references.
 * A reference behind an even number of further `$` counts; behind an odd number it is text, as Kubernetes has it for its own
 * `$(VAR)`. All other `$(...)` are left alone.
 */
export function parseReferences(text: string, reader: TextReader): readonly (string | Reference)[] {
  const parts: (string | Reference)[] = [];
  let position = 0;
  for (const match of text.matchAll(/(?<!\$)(\$+)\((params|workload|app)\.([^()$]*)\)/g)) {
    const [whole, dollars = "", scope, name = ""] = match;
    const escapes =
      reader === "kubernetes" ? dollars.length - (dollars.length % 2) : dollars.length >> 1;
    const isReference = dollars.length % 2 === 1;
    const body = whole.slice(dollars.length);
    parts.push(text.slice(position, match.index) + "$".repeat(escapes) + (isReference ? "" : body));
    if (isReference) parts.push({ scope: scope as ReferenceScope, name, text: `$${body}` });
    position = match.index + whole.length;
  }
  parts.push(text.slice(position));
  return parts.filter((part) => part !== "");
}

/** Returns the references of a text, in their order. */
export function referencesIn(text: string): readonly Reference[] {
  return parseReferences(text, "verbatim").filter((part) => typeof part !== "string");
}

/**
 * Returns a text that Kubernetes reads as `value` where it expands `$(VAR)`; `next` is what follows the value.
 * By third_party/forked/golang/expansion of Kubernetes, `$$` is a `$`, and a `$` stays in front of anything but `$` and `(`.
 * In front of a letter outside of ASCII it stays too, but the letter's first byte is taken for a character.
 */
export function escapeDollars(value: string, next: string): string {
  const text = value + next.slice(0, 1);
  let escaped = "";
  for (let i = 0; i < value.length; i++) {
    const follower = text.charAt(i + 1);
    const stays = follower === "" || (follower !== "$" && follower !== "(" && follower < "\x80");
    escaped += value.charAt(i) === "$" && !stays ? "$$" : value.charAt(i);
  }
  return escaped;
}
