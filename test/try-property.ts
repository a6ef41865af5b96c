// How often random tests are tried. `npm test` tries each a little, with KUBE_SIDECAR_RUNS=100 a hundred times as often; CI
// does that. Values are the same in every run, so that a change that fails is the change that is at fault.

import fc from "fast-check";

const FACTOR = process.env["KUBE_SIDECAR_RUNS"];

/** Whether everything is tried that can be; else it is tried in turn, so that each value comes at least once. */
export const isLongRun: boolean = FACTOR !== undefined;

/** After this time, in milliseconds, a long random test ends, if it has had `LEAST` runs. */
const BUDGET = 240_000;
const LEAST = 5000;

/** The runs after which a long random test looks at the clock. */
const PIECE = 500;

/** Tries a property, by default 100 times; returns how often it was tried. Throws for values that it does not hold for. */
export function tryProperty<T>(property: fc.IPropertyWithHooks<T>, runs = 100): number {
  if (FACTOR === undefined) {
    check(property, runs, 1);
    return runs;
  }
  const end = performance.now() + BUDGET;
  const wanted = Math.ceil(runs * Number(FACTOR));
  let done = 0;
  for (let seed = 1; done < wanted && (done < LEAST || performance.now() < end); seed++) {
    const numRuns = Math.min(PIECE, wanted - done);
    check(property, numRuns, seed);
    done += numRuns;
  }
  return done;
}

/** The first characters of a report are enough; with all its values it may be as long as a book. */
const LONGEST_REPORT = 2000;

/** Making values smaller takes minutes, and CI has no use for that: the seed and the path find them again. */
const endOnFailure = isLongRun;

function check<T>(property: fc.IPropertyWithHooks<T>, numRuns: number, seed: number): void {
  const details = fc.check(property, { numRuns, seed, endOnFailure });
  if (!details.failed) return;
  const report = fc.defaultReportMessage(details)?.slice(0, LONGEST_REPORT);
  throw new Error(report, { cause: details.errorInstance });
}

/**
 * Returns how often something is tried that starts processes and that no value decides, such as a moment. It takes a
 * second a time, and ten times as often is often enough.
 */
export function repetitions(times: number): number {
  return Math.ceil(times * Math.min(Number(FACTOR ?? 1), 10));
}

/** Returns pairs of the values of two lists: all of them in long runs, else so many that each value comes at least once. */
export function pairsToTry<A, B>(
  ones: readonly A[],
  others: readonly B[],
): readonly (readonly [A, B])[] {
  const all = ones.flatMap((one) => others.map((other) => [one, other] as const));
  if (isLongRun) return all;
  const count = Math.min(all.length, Math.max(ones.length, others.length));
  const { length } = others;
  return Array.from(
    { length: count },
    (_, index) => all[(index % ones.length) * length + (index % length)],
  ).filter((pair) => pair !== undefined);
}
