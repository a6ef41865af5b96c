import { describe, expect, it } from "vitest";
import type { Overhead } from "../../src/lint/resources/overhead.ts";
import { renderOverhead } from "../../src/report/overhead-text.ts";
import { PLAIN_STYLE } from "../../src/report/style.ts";

const cheap: Overhead = {
  perPod: { cpu: "50m", memory: "64Mi" },
  total: { cpu: "100m", memory: "128Mi" },
  replicas: 2,
  sidecars: 1,
  withoutRequests: 0,
};
const agent: Overhead = {
  perPod: { cpu: "100m", memory: "1Gi" },
  sidecars: 2,
  withoutRequests: 1,
};

function table(...overheads: readonly (Overhead | undefined)[]): readonly string[] {
  const workloads = overheads.map((overhead, index) => ({
    object: `Deployment/app-${index}`,
    file: "a.yaml",
    ...(overhead === undefined ? {} : { overhead }),
  }));
  return renderOverhead(workloads, PLAIN_STYLE);
}

describe("the table of what sidecars request", () => {
  it("is not there without sidecars", () => {
    expect(table(undefined)).toEqual([]);
  });

  it("has the dearest first, and a sum in which what runs on each node counts once", () => {
    expect(table(cheap, undefined, agent)).toEqual([
      "SIDECARS OF       CPU   MEMORY  PODS        TOTAL CPU  TOTAL MEMORY",
      "Deployment/app-2  100m  1Gi     one a node                           plus 1 sidecar without requests",
      "Deployment/app-0  50m   64Mi    2           100m       128Mi",
      "all                                         200m       1152Mi",
    ]);
  });

  it("shows ten of many", () => {
    const lines = table(...Array.from({ length: 13 }, () => cheap));
    expect(lines).toHaveLength(13);
    expect(lines.at(-2)).toMatch(/^all +1300m +1664Mi$/);
    expect(lines.at(-1)).toBe("(3 workloads with less not shown)");
  });
});
