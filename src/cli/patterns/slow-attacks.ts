import { type Attack, attacksOn, textOfAttack } from "./attacks.ts";
import { patternTester } from "./test-in-time.ts";

export type { Attack } from "./attacks.ts";

/** In characters: what is linear takes about a tenth of a millisecond for it, what is quadratic a tenth of a second. */
const LENGTH = 20_000;

/** In milliseconds; what ends earlier is fast enough to be linear. */
const FAST = 10;

/** In milliseconds; what takes longer is not linear on any machine. */
const LIMIT = 300;

const TRIES = [1, 2, 3, 4, 5];

/** For twice the text, what is linear takes twice the time, and what is quadratic four times; machines are busy at times. */
const GROWTH = 3;

/**
 * Returns an attack on a regular expression for which it takes time that grows faster than the text; undefined where none
 * is known.
 */
export function slowAttackOn(pattern: RegExp): Attack | undefined {
  const test = patternTester();
  const timeFor = (attack: Attack, length: number, limit: number): number => {
    const text = textOfAttack(attack, length);
    const before = performance.now();
    const result = test(pattern, text, limit);
    return result === undefined ? Number.POSITIVE_INFINITY : performance.now() - before;
  };
  // A busy machine makes runs longer, and none shorter.
  const least = (attack: Attack, length: number) =>
    Math.min(...TRIES.slice(0, 3).map(() => timeFor(attack, length, LIMIT)));
  return attacksOn(pattern).find((attack) => {
    if (TRIES.some(() => timeFor(attack, LENGTH, FAST) < FAST)) return false;
    const half = least(attack, LENGTH / 2);
    if (half === Number.POSITIVE_INFINITY) return true;
    const whole = least(attack, LENGTH);
    return whole >= FAST && whole >= GROWTH * half;
  });
}
