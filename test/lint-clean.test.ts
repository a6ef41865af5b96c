// What is right must be left alone: a check that cries wolf is switched off, and the others with it.

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { lint } from "../src/index.ts";
import { main } from "../src/main.ts";
import { fakeIo } from "./cli/fake-io.ts";

const fixtures = join(import.meta.dirname, "../fixtures");
const filesOf = (folder: string) =>
  readdirSync(join(fixtures, folder)).filter((name) => name.endsWith(".yaml"));

describe("manifests with nothing wrong in them", () => {
  it.each(filesOf("lint/clean"))("%s gives no output but the summary", async (name) => {
    const io = fakeIo({ cwd: join(fixtures, "lint/clean") });
    expect(await main(["lint", name], io)).toBe(0);
    const lines = io.stdout().trimEnd().split("\n");
    // What sidecars cost is part of the summary.
    const overhead = lines.findIndex((line) => line.startsWith("SIDECARS OF "));
    expect(overhead === -1 ? lines.length : overhead).toBe(overhead === -1 ? 1 : 0);
    expect(lines.at(-1)).toMatch(/^✓ no findings in /);
    expect(io.stderr()).toBe("");
  });
});

describe("the kinds of examples in the documentation of Kubernetes", () => {
  it.each(filesOf("lint/documentation"))("%s has no errors", async (name) => {
    const content = readFileSync(join(fixtures, "lint/documentation", name));
    const { ok, findings } = lint([{ path: name, content }]);
    expect(findings.filter(({ severity }) => severity === "error")).toEqual([]);
    expect(ok).toBe(true);
    const lines = findings.map(
      ({ place, severity, rule, message }) =>
        `${place.line}:${place.column} ${severity} ${message} [${rule}]\n`,
    );
    const golden = join(fixtures, "lint/documentation", name.replace(/yaml$/, "txt"));
    await expect(lines.join("")).toMatchFileSnapshot(golden);
  });
});
