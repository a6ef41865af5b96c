import { existsSync, readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { describe, expect, it } from "vitest";
import type { InjectedSidecar } from "../src/manifest/pod.ts";
import { rules } from "../src/rules/index.ts";
import { examine, type PlacedProblem, type Setting } from "./lint/examine.ts";

const fixtures = join(import.meta.dirname, "../fixtures/rules");
const files = readdirSync(join(import.meta.dirname, "../src/rules"));

describe("the registry", () => {
  it("holds every file of the folder, in order", () => {
    const ids = files.filter((file) => file !== "index.ts").map((file) => basename(file, ".ts"));
    expect(rules.map(({ id }) => id)).toEqual(ids.sort());
  });

  it("has fixtures for its rules, and for nothing else", () => {
    expect(readdirSync(fixtures).sort()).toEqual(rules.map(({ id }) => id));
  });
});

describe.each(rules.map((rule) => ({ id: rule.id, rule })))("$id", ({ id, rule }) => {
  const setting = { injected: rule.examples.injected ?? [] };

  it("has an id of lower-case words and texts that are sentences", () => {
    expect(id).toMatch(/^[a-z]+(-[a-z]+)+$/);
    for (const text of [rule.summary, rule.why, rule.fix]) expect(text).toMatch(/^[A-Z`].*\.$/s);
    expect(rule.links.length).toBeGreaterThan(0);
    for (const link of rule.links) expect(new URL(link).protocol).toBe("https:");
  });

  it("is triggered, alone, by the example that fails", () => {
    const problems = examine(rule.examples.fails, setting);
    expect(new Set(problems.map((problem) => problem.rule))).toEqual(new Set([id]));
  });

  it("is silent on the example that passes, as are all others", () => {
    expect(examine(rule.examples.passes, setting)).toEqual([]);
  });

  it.each(fixturesOf(id, "fail"))("finds what is wrong in %s", async (name) => {
    const path = join(fixtures, id, name);
    const problems = examineFile(path);
    expect(problems.map((problem) => problem.rule)).toContain(id);
    await expect(problems.map(lineOf).join("")).toMatchFileSnapshot(path.replace(/yaml$/, "txt"));
  });

  it.each(fixturesOf(id, "pass"))("is silent on %s", (name) => {
    const problems = examineFile(join(fixtures, id, name));
    expect(problems.filter((problem) => problem.rule === id).map(lineOf)).toEqual([]);
  });

  it("has fixtures that fail and that pass, and no golden text without one", () => {
    const names = readdirSync(join(fixtures, id));
    const stems = (pattern: RegExp) => names.filter((name) => pattern.test(name)).map(stemOf);
    expect(stems(/^fail-.*\.yaml$/).length).toBeGreaterThan(0);
    expect(stems(/^pass-.*\.yaml$/).length).toBeGreaterThan(0);
    expect(stems(/^fail-.*\.yaml$/)).toEqual(expect.arrayContaining(stems(/\.txt$/)));
    expect(
      names.filter((name) => !/^(?:fail|pass)-[a-z0-9-]+\.yaml$|^fail-.*\.txt$/.test(name)),
    ).toEqual([]);
  });
});

function stemOf(name: string): string {
  return name.replace(/\.\w+$/, "");
}

function fixturesOf(id: string, outcome: "fail" | "pass"): readonly string[] {
  const folder = join(fixtures, id);
  if (!existsSync(folder)) return [];
  return readdirSync(folder).filter((name) => name.startsWith(outcome) && name.endsWith(".yaml"));
}

/** A fixture may begin with `# injected: JSON` (what is taken as injected) and `# kubernetes: 1.MINOR`. */
function examineFile(path: string): readonly PlacedProblem[] {
  const text = readFileSync(path, "utf8");
  const injected = /^# injected: (.*)$/m.exec(text)?.[1];
  const minor = /^# kubernetes: 1\.(\d+)$/m.exec(text)?.[1];
  const setting: Setting = {
    ...(injected === undefined ? {} : { injected: readInjected(injected) }),
    ...(minor === undefined ? {} : { kubeMinor: Number(minor) }),
  };
  return examine(text, setting);
}

function readInjected(json: string): readonly InjectedSidecar[] {
  return [JSON.parse(json)].flat().map((sidecar) => ({ shared: [], ...sidecar }));
}

function lineOf({
  place,
  relatedPlaces,
  severity,
  message,
  rule,
  related,
  help,
}: PlacedProblem): string {
  const others = (related ?? []).map((one, index) => `  ${relatedPlaces[index]} ${one.message}\n`);
  return `${place} ${severity} ${message} [${rule}]\n${others.join("")}  help: ${help}\n`;
}
