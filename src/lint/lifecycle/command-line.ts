import type { Container } from "../../manifest/pod.ts";
import { asMap, type Value } from "../../manifest/value.ts";
import { type Word, wordsIn, wordsOf } from "../containers/words.ts";

/** Returns what a container's command and arguments say, as one text. */
export function commandLine(container: Container): string {
  return textOf(wordsOf(container));
}

/** Returns what the `exec` of a probe or hook runs, as one text; empty where it has none. */
export function scriptOf(handler: Value | undefined): string {
  return textOf(wordsIn(asMap(asMap(handler)["exec"])["command"], []));
}

function textOf(words: readonly Word[]): string {
  return words.map(({ text }) => text).join(" ");
}
