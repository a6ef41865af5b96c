import { describe, expect, it } from "vitest";
import type { SidecarStatus } from "../../src/outcome.ts";
import { renderStatus } from "../../src/report/status-text.ts";
import { PLAIN_STYLE } from "../../src/report/style.ts";

/** Returns the lines on a sidecar, without the heads of the columns. */
function linesOf(state: SidecarStatus["state"]): readonly string[] {
  const path = "spec.a";
  const sidecar: SidecarStatus = {
    name: "tail",
    state,
    differences: [{ path, cause: "edit", there: 1, wanted: 2 }],
    images: ["tail:1"],
    askedFor: true,
  };
  const workload = { object: "Job/x", file: "a.yaml", line: 1, isReadable: true, optsOut: false };
  const workloads = [{ ...workload, sidecars: [sidecar] }];
  const text = renderStatus(
    { workloads, findings: [], problems: [], warnings: [], notes: [] },
    "differences",
    PLAIN_STYLE,
  );
  return text.split("\n").slice(1, -1);
}

describe("renderStatus", () => {
  it.each<[SidecarStatus["state"], string, readonly string[]]>([
    ["current", "current", []],
    ["outdated", "outdated", ["    tail was edited by hand:", "      spec.a  1 in place of 2"]],
    ["edited", "edited", ["    tail was edited by hand:", "      spec.a  1 in place of 2"]],
    ["missing", "missing", []],
    ["foreign", "not ours", []],
  ])("calls a sidecar that is %s %s", (state, word, differences) => {
    expect(linesOf(state)).toEqual([
      `Job/x     tail     ${word.padEnd(5)}  tail:1  1`,
      ...differences,
      "",
      `1 workload; sidecars: 1 ${word}`,
    ]);
  });
});
