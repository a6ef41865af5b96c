// No text makes one of our own regular expressions take longer than linear time, as far as attacks on it show.

import { describe, expect, it } from "vitest";
import { slowAttackOn } from "../../../src/cli/patterns/slow-attacks.ts";
import { patternsOfParams } from "../../../src/cli/patterns/slow-params.ts";
import { builtInNames, builtInTemplate } from "../../../src/template/built-in.ts";
import { regexesOfSource } from "./regexes-of-source.ts";

const MINUTES = 60_000;

describe("our own patterns are linear", () => {
  it("in the source", { timeout: 5 * MINUTES }, () => {
    const regexes = regexesOfSource();
    expect(regexes.length).toBeGreaterThan(300);
    const slow = regexes.flatMap(({ place, regex }) => {
      const attack = slowAttackOn(regex);
      return attack === undefined ? [] : [`${place} ${regex}: ${JSON.stringify(attack)}`];
    });
    expect(slow).toEqual([]);
  });

  it("in templates", { timeout: 5 * MINUTES }, () => {
    const templates = builtInNames().flatMap((name) => builtInTemplate(name) ?? []);
    const patterns = templates
      .flatMap((one) => patternsOfParams(one))
      .map(({ pattern }) => pattern);
    expect(patterns.length).toBeGreaterThan(50);
    const slow = [...new Set(patterns)].filter((one) => slowAttackOn(new RegExp(one, "u")));
    expect(slow).toEqual([]);
  });
});
