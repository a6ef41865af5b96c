/** What `when` asks of a boolean parameter: to be true, or with `!` in front of its name not to be. */
export interface Condition {
  readonly param: string;
  readonly holdsFor: boolean;
}

/** Returns what the text of a `when` asks. */
export function readCondition(text: string): Condition {
  return text.startsWith("!")
    ? { param: text.slice(1), holdsFor: false }
    : { param: text, holdsFor: true };
}
