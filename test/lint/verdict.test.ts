import { describe, expect, it } from "vitest";
import type { Finding } from "../../src/lint/finding.ts";
import type { Severity } from "../../src/lint/rule.ts";
import { judge, type LintPolicy } from "../../src/lint/verdict.ts";

function finding(severity: Severity, introduced = false): Finding {
  const place = { file: "a.yaml", line: 1, column: 1, endColumn: 2, text: "a" };
  return {
    rule: "port-conflict",
    severity,
    message: "",
    place,
    field: "",
    object: "Pod/web",
    containers: [],
    related: [],
    help: "",
    introduced,
  };
}

const [error, warning, info] = (["error", "warning", "info"] as const).map((one) => finding(one));
const all = [error, warning, info].filter((one) => one !== undefined);
const introduced = finding("warning", true);

describe("judge", () => {
  it.each<[Partial<LintPolicy>, boolean, readonly (Finding | undefined)[]]>([
    [{}, true, [error]],
    [{ failOn: "warning" }, true, [error, warning]],
    [{ failOn: "never" }, false, []],
    [{ failOn: "never", maxWarnings: 1 }, false, []],
    [{ failOn: "never", maxWarnings: 0 }, true, [warning]],
    [{ counts: "introduced" }, false, []],
    [{ counts: "introduced", failOn: "warning" }, false, []],
  ])("with %j fails: %j", (policy, failed, counted) => {
    const verdict = judge(all, 0, { failOn: "error", counts: "all", ...policy });
    expect(verdict.failed).toBe(failed);
    expect([...verdict.counted]).toEqual(counted);
  });

  it("counts what the injection introduces", () => {
    const verdict = judge([...all, introduced], 0, { failOn: "warning", counts: "introduced" });
    expect([...verdict.counted]).toEqual([introduced]);
    expect(verdict.failed).toBe(true);
  });

  it("says which limit was passed", () => {
    const policy = { failOn: "error", counts: "all", maxWarnings: 1 } as const;
    expect(judge([introduced, ...all], 0, policy).reason).toBe(
      "more warnings than the 1 of --max-warnings",
    );
    expect(judge(all, 0, policy).reason).toBe("");
  });

  it("takes warnings about the run for warnings", () => {
    expect(judge([], 1, { failOn: "warning", counts: "all" }).failed).toBe(true);
    expect(judge([], 1, { failOn: "error", counts: "all" }).failed).toBe(false);
  });
});
