import { describe, expect, it } from "vitest";
import { renderGithubSummary } from "../../src/report/lint-github-summary.ts";
import { finding, reportOf } from "./findings.ts";

describe("the summary of a GitHub job", () => {
  // Ten of them show as annotations.
  it.each([
    [1010, "1000 findings that do not show as annotations", 1000, undefined],
    [1011, "1001 findings that do not show as annotations", 1000, "\n... and 1 finding more\n"],
  ])("of %i errors has 1000 rows at most", (number, head, rows, more) => {
    const one = finding({});
    const text = renderGithubSummary(reportOf(Array.from({ length: number }, () => one)));
    expect(text).toContain(`\n${head}:\n`);
    expect(text.match(/^\| error /gm)).toHaveLength(rows);
    expect(/\n\.\.\. .*\n$/.exec(text)?.[0]).toBe(more);
  });
});
