import { describe, expect, it } from "vitest";
import type { WorkloadReport, WorkloadStatus } from "../../src/outcome.ts";
import { foldWorkloads } from "../../src/report/fold-workloads.ts";

/** Workloads of which the same is to be said. */
function workloads(count: number, status: WorkloadStatus, reason: string): WorkloadReport[] {
  return Array.from({ length: count }, (_, index) => ({
    file: "a.yaml",
    document: 0,
    explanation: [],
    object: `Deployment/${reason}-${index}`,
    line: 1,
    status,
    templates: [],
    reason,
    notes: [],
    drift: [],
    patch: [],
  }));
}

const folds = (all: readonly WorkloadReport[]) =>
  foldWorkloads(all).map(({ workloads: { length }, say }) => `${length} ${say}`);

describe("foldWorkloads", () => {
  it("counts those of which the same is to be said, from 21 workloads on", () => {
    expect(folds(workloads(20, "skipped", "a"))).toEqual([]);
    expect(folds(workloads(21, "skipped", "a"))).toEqual(["21 the same"]);
    expect(folds(workloads(21, "unchanged", "a"))).toEqual(["21 the same"]);
  });

  it("counts the four most frequent groups, and the rest by status", () => {
    const all = [2, 3, 4, 5, 6, 7].flatMap((count) => workloads(count, "skipped", `r${count}`));
    expect(folds(all)).toEqual([
      "7 the same",
      "6 the same",
      "5 the same",
      "4 the same",
      "5 an example",
    ]);
  });

  it("counts none to which something happened", () => {
    expect(folds(workloads(30, "injected", "a"))).toEqual([]);
    const holding = workloads(30, "skipped", "a").map((one) => ({ ...one, stillHas: ["tail"] }));
    expect(folds(holding)).toEqual([]);
    const told = workloads(30, "skipped", "a").map((one) => ({ ...one, notes: ["x"] }));
    expect(folds(told)).toEqual([]);
  });
});
