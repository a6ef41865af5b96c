import fc from "fast-check";

/** A source of decisions; the first choice is always the plainest, so that a counterexample shrinks to plain text. */
export interface Choices {
  /** Returns a number from 0 to `count` - 1. */
  readonly pick: (count: number) => number;
  /** Tells whether something happens that does so in so many of 100 cases. */
  readonly chance: (percent: number) => boolean;
  readonly oneOf: <T>(options: readonly [T, ...T[]]) => T;
  readonly shuffled: <T>(items: readonly T[]) => T[];
}

/** Returns the decisions that the bytes stand for; when they are used up, everything is as plain as can be. */
export function choicesFrom(bytes: Uint8Array): Choices {
  let next = 0;
  const pick = (count: number) => (bytes[next++] ?? 0) % count;
  return {
    pick,
    chance: (percent) => (bytes[next++] ?? 0) >= 256 - percent * 2.56,
    oneOf: (options) => options[pick(options.length)] ?? options[0],
    shuffled: (items) => {
      const left = [...items];
      return items.flatMap(() => left.splice(pick(left.length), 1));
    },
  };
}

/** Bytes to take decisions from. */
export const choiceBytes: fc.Arbitrary<Uint8Array> = fc.uint8Array({
  maxLength: 1500,
  size: "max",
});
