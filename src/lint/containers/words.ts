import type { FieldPath } from "../../manifest/field-path.ts";
import type { Container } from "../../manifest/pod.ts";
import { asList, asString, type Value } from "../../manifest/value.ts";

/** A word of a command, or a whole script that is one argument. */
export interface Word {
  readonly at: FieldPath;
  readonly text: string;
}

/** Returns the strings of a list that is at a path; what else stands there is left out. */
export function wordsIn(list: Value | undefined, at: FieldPath): readonly Word[] {
  return asList(list).flatMap((item, index) => {
    const text = asString(item);
    return text === undefined ? [] : [{ at: [...at, index], text }];
  });
}

/** Returns the words of a container's command and arguments, which the kubelet runs as one command. */
export function wordsOf({ at, value }: Container): readonly Word[] {
  return ["command", "args"].flatMap((list) => wordsIn(value[list], [...at, list]));
}
