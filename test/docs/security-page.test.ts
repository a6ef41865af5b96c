// docs/security.md: each sentence about what holds has a test, which is there.

import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";

const root = join(import.meta.dirname, "../..");
const page = readFileSync(join(root, "docs/security.md"), "utf8");

/** The rows of the tables that begin with `What holds`. */
const rows = [...page.matchAll(/^\| What holds \| Test \|\n\| --- \| --- \|\n((?:\|.*\n)+)/gm)]
  .flatMap(([, table = ""]) => table.trimEnd().split("\n"))
  .map((row) => /^\| (.*) \| ([^|]*) \|$/.exec(row));

describe("docs/security.md", () => {
  it("has a table for each host", () => {
    const sections = page.split(/^## /m).slice(1);
    const hosts = sections.filter((section) => section.includes("| What holds | Test |"));
    const names = hosts.map((section) => section.split("\n", 1)[0]);
    expect(names).toEqual(
      expect.arrayContaining([
        "The pipe",
        "GitHub Action, GitLab",
        "kustomize",
        "Helm",
        "pre-commit",
        "Argo CD",
        "The library",
      ]),
    );
    expect(rows.length).toBeGreaterThan(30);
  });

  it.each(rows.map((row) => [row?.[1] ?? "", row?.[2] ?? ""]))(
    "names a test that is there: %s",
    (_, tests) => {
      const paths = [...tests.matchAll(/`([^`]+)`/g)].map(([, path = ""]) => path);
      expect(paths.length).toBeGreaterThan(0);
      for (const path of paths) {
        expect(path).toMatch(/^(?:test|fixtures)\//);
        expect([path, existsSync(join(root, path))]).toEqual([path, true]);
      }
    },
  );
});
