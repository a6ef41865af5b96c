import type { FieldPath } from "../../manifest/field-path.ts";
import type { Container } from "../../manifest/pod.ts";
import { wordsOf } from "../containers/words.ts";

/** What a command line gives to a flag. */
export interface FlagValue {
  /** The path of the word that has the value. */
  readonly at: FieldPath;
  readonly value: string;
}

/**
 * Returns the values that a container's command and arguments give to flags, named without dashes: `--flag=value`,
 * `-flag=value`, or in the next word.
 */
export function flagValues(container: Container, flags: readonly string[]): readonly FlagValue[] {
  const words = wordsOf(container);
  return words.flatMap(({ at, text }, index): readonly FlagValue[] => {
    const [, flag = "", assigned] = /^--?([\w.-]+)(?:=(.*))?$/s.exec(text) ?? [];
    if (!flags.includes(flag)) return [];
    if (assigned !== undefined) return [{ at, value: assigned }];
    const next = words[index + 1];
    return next === undefined ? [] : [{ at: next.at, value: next.text }];
  });
}
