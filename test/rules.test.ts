import { existsSync, readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { describe, expect, it } from "vitest";
import type { RuleSetting } from "../src/lint/check.ts";
import { PITFALLS } from "../src/lint/pitfall.ts";
import type { PodSecurityLevel } from "../src/lint/rule.ts";
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

describe("the pitfalls of the sidecar pattern", () => {
  it.each(Object.keys(PITFALLS))("%s has a check that is on", (pitfall) => {
    const found = rules.filter((rule) => rule.pitfall === pitfall && rule.severity !== "off");
    expect(found).not.toEqual([]);
  });
});

describe.each(rules.map((rule) => ({ id: rule.id, rule })))("$id", ({ id, rule }) => {
  const setting: Setting = {
    injected: rule.examples.injected ?? [],
    ...rule.examples.options,
    rules: settingsFor(id),
  };

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
    const problems = examineFile(path, id);
    expect(problems.map((problem) => problem.rule)).toContain(id);
    await expect(problems.map(lineOf).join("")).toMatchFileSnapshot(path.replace(/yaml$/, "txt"));
  });

  it.each(fixturesOf(id, "pass"))("is silent on %s", (name) => {
    const problems = examineFile(join(fixtures, id, name), id);
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

/** Examples are short, so they leave resources out: the rules on those are off for all others. */
const LEFT_OUT: readonly string[] = ["sidecar-requests-missing"];

/** A rule that is off by itself is asked for. */
function settingsFor(id: string): Readonly<Record<string, RuleSetting>> {
  const off = LEFT_OUT.filter((other) => other !== id).map((other) => [other, "off"] as const);
  const isOff = rules.some((rule) => rule.id === id && rule.severity === "off");
  return { ...Object.fromEntries(off), ...(isOff ? { [id]: "warning" as const } : {}) };
}

/**
 * A fixture may begin with `# injected: JSON` (what is taken as injected), `# kubernetes: 1.MINOR`, `# pss: LEVEL` and
 * `# max-overhead: JSON`.
 */
function examineFile(path: string, id: string): readonly PlacedProblem[] {
  const text = readFileSync(path, "utf8");
  const option = (name: string) => new RegExp(`^# ${name}: (.*)$`, "m").exec(text)?.[1];
  const injected = option("injected");
  const minor = option("kubernetes")?.replace(/^1\./, "");
  const podSecurity = option("pss");
  const maxOverhead = option("max-overhead");
  return examine(text, {
    rules: settingsFor(id),
    ...(injected === undefined ? {} : { injected: readInjected(injected) }),
    ...(minor === undefined ? {} : { kubeMinor: Number(minor) }),
    ...(podSecurity === undefined ? {} : { podSecurity: podSecurity as PodSecurityLevel }),
    ...(maxOverhead === undefined ? {} : { maxOverhead: JSON.parse(maxOverhead) }),
  });
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
