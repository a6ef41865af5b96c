import type fc from "fast-check";

const FACTOR = process.env["KUBE_SIDECAR_RUNS"];

/**
 * Returns how a property is tried: `runs` times, over the same values in every run of the tests. With
 * KUBE_SIDECAR_RUNS it is tried that many times as often, over other values each time.
 */
export function tries<T>(runs: number): fc.Parameters<T> {
  return FACTOR === undefined ? { numRuns: runs, seed: 1 } : { numRuns: runs * Number(FACTOR) };
}

/** Returns how often something is tried that no value decides, such as a moment. */
export function repetitions(times: number): number {
  return times * Number(FACTOR ?? 1);
}

/** How long a property may take, in milliseconds. */
export const PATIENCE: number = FACTOR === undefined ? 300_000 : 24 * 3_600_000;
