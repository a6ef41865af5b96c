/** Tells whether a text matches the pattern of a template; may throw a `SlowPattern` where that takes too long. */
export type PatternMatcher = (pattern: RegExp, text: string) => boolean;

/** Says that a pattern takes too long for a text of some length. */
export class SlowPattern extends Error {
  readonly pattern: string;
  readonly length: number;

  constructor(pattern: RegExp, text: string) {
    super(`the pattern ${pattern.source} takes too long`);
    this.pattern = pattern.source;
    this.length = text.length;
  }
}
