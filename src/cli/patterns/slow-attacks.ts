import { type Attack, attacksOn, textOfAttack } from "./attacks.ts";
import { patternTester } from "./test-in-time.ts";

export type { Attack } from "./attacks.ts";

/** In characters: what is linear takes about a tenth of a millisecond for it, what is quadratic a tenth of a second. */
const LENGTH = 20_000;

/** In characters: what is quadratic takes less than a millisecond for it, and what takes `FAST` is worse. */
const SHORT = 200;

/** In milliseconds; what ends earlier is fast enough to be linear. */
const FAST = 10;

/** In milliseconds; what takes longer is not linear on any machine. */
const LIMIT = 300;

const TRIES = [1, 2, 3, 4, 5];

/** For twice the text, what is linear takes twice the time, and what is quadratic four times; machines are busy at times. */
const GROWTH = 3;

/** Attacks that are tried at once: a limit of time costs more than a match that is linear. */
const AT_ONCE = 20;

/**
 * Returns an attack on a regular expression for which it takes time that grows faster than the text; undefined where none
 * is known.
 */
export function slowAttackOn(pattern: RegExp): Attack | undefined {
  const test = patternTester();
  const timeFor = (attacks: readonly Attack[], length: number, limit: number): number => {
    const texts = attacks.map((attack) => textOfAttack(attack, length));
    const before = performance.now();
    const result = test(pattern, texts, limit);
    return result === undefined ? Number.POSITIVE_INFINITY : performance.now() - before;
  };
  // A busy machine makes runs longer, and none shorter.
  const least = (attack: Attack, length: number, limit: number) =>
    Math.min(...TRIES.slice(0, 3).map(() => timeFor([attack], length, limit)));
  const isFast = (attacks: readonly Attack[], length: number) =>
    timeFor(attacks, length, FAST) < FAST;
  const grows = (attack: Attack, length: number, atLeast: number): boolean => {
    const half = least(attack, length / 2, LIMIT);
    if (half === Number.POSITIVE_INFINITY) return true;
    const whole = least(attack, length, Math.max(atLeast, Math.ceil(GROWTH * half)));
    return whole >= atLeast && whole >= GROWTH * half;
  };
  const isSlow = (attack: Attack): boolean => {
    if (TRIES.some(() => isFast([attack], LENGTH))) return false;
    if (!TRIES.some(() => isFast([attack], SHORT))) return true;
    // Where half the text shows it plainly, the other half would take most of the time.
    return grows(attack, LENGTH / 2, 2 * FAST) || grows(attack, LENGTH, FAST);
  };
  const attacks = attacksOn(pattern);
  for (let from = 0; from < attacks.length; from += AT_ONCE) {
    const some = attacks.slice(from, from + AT_ONCE);
    const slow = isFast(some, LENGTH) ? undefined : some.find(isSlow);
    if (slow !== undefined) return slow;
  }
  return undefined;
}
