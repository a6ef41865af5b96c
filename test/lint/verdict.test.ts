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

const found = (findings: readonly Finding[]) => ({ findings, problems: [], warnings: [] });

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
    const verdict = judge(found(all), { failOn: "error", counts: "all", ...policy });
    expect(verdict.failed).toBe(failed);
    expect([...verdict.counted]).toEqual(counted);
  });

  it("counts what the injection introduces", () => {
    const verdict = judge(found([...all, introduced]), { failOn: "warning", counts: "introduced" });
    expect([...verdict.counted]).toEqual([introduced]);
    expect(verdict.failed).toBe(true);
  });

  it("says which limit was passed", () => {
    const policy = { failOn: "error", counts: "all", maxWarnings: 1 } as const;
    expect(judge(found([introduced, ...all]), policy).reason).toBe(
      "more warnings than the 1 of --max-warnings",
    );
    expect(judge(found(all), policy).reason).toBe("");
  });

  it("takes warnings about the run for warnings", () => {
    expect(
      judge({ ...found([]), warnings: ["a remark"] }, { failOn: "warning", counts: "all" }).failed,
    ).toBe(true);
    expect(
      judge({ ...found([]), warnings: ["a remark"] }, { failOn: "error", counts: "all" }).failed,
    ).toBe(false);
  });

  it("fails where something could not be read, whatever the policy", () => {
    const place = { file: "a.yaml", line: 1, column: 1, endColumn: 2, text: "a" };
    const problem = { severity: "error", message: "", place, help: "" } as const;
    const unread = { ...found([]), problems: [problem] };
    expect(judge(unread, { failOn: "never", counts: "all" }).failed).toBe(true);
  });
});
