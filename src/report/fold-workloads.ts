import type { WorkloadReport } from "../outcome.ts";
import { groupBy } from "../text/group-by.ts";

/** Workloads that nothing happened to, which a report counts rather than lists. */
export interface Fold {
  readonly workloads: readonly WorkloadReport[];
  /** Whether what is to be said of the first is the same for all of them. */
  readonly say: "the same" | "an example";
}

/** So many lines of workloads that nothing happened to still leave room for the others. */
const MOST_LINES = 20;
const MOST_FOLDS = 4;

/**
 * Returns the workloads that are counted: none where few have nothing happen to them, else those of which the same is
 * to be said, the most frequent first, and the rest by status. What has notes or is not as it should be is never among them.
 */
export function foldWorkloads(workloads: readonly WorkloadReport[]): readonly Fold[] {
  const still = workloads.filter(isStill);
  if (still.length <= MOST_LINES) return [];
  const groups = [...groupBy(still, whatIsSaid).values()]
    .filter((group) => group.length > 1)
    .sort((a, b) => b.length - a.length)
    .slice(0, MOST_FOLDS);
  const counted = new Set(groups.flat());
  const rest = groupBy(
    still.filter((workload) => !counted.has(workload)),
    ({ status }) => status,
  );
  return [
    ...groups.map((group): Fold => ({ workloads: group, say: "the same" })),
    ...[...rest.values()]
      .filter((group) => group.length > 1)
      .map((group): Fold => ({ workloads: group, say: "an example" })),
  ];
}

function isStill({ status, notes, drift, stillHas }: WorkloadReport): boolean {
  const isAsItShouldBe = drift.every(({ state }) => state === "current") && stillHas === undefined;
  return (status === "unchanged" || status === "skipped") && notes.length === 0 && isAsItShouldBe;
}

function whatIsSaid({ status, templates, reason = "" }: WorkloadReport): string {
  return [status, reason, ...templates].join("\n");
}
