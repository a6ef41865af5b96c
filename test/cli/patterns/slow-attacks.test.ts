import { describe, expect, it } from "vitest";
import { attacksOn, textOfAttack } from "../../../src/cli/patterns/attacks.ts";
import { slowAttackOn } from "../../../src/cli/patterns/slow-attacks.ts";

describe("slowAttackOn", () => {
  it.each([
    // Exponential: a loop in a loop, or two ways through it.
    /^(a+)+$/u,
    /^(a|aa)+$/u,
    /^(ab|ab)*$/u,
    /^(\w+\s?)*$/u,
    /^(?:[ \t]*(?:#[^\n]*)?\r?\n)*$/u,
    /^((ab)*)*$/u,
    /(x+x+)+y/u,
    /^(\d+|\w+)*!$/u,
    // Polynomial: loops one after the other.
    /^a*[a-z]*b*$/u,
    /^(ab)*(ab)*$/u,
    /^(.*,)*x$/u,
    /^\s*(.*?)\s*$/su,
    // Polynomial: no anchor, so that each character is a start.
    /\s+$/u,
    /^-+|-+$/u,
    /@.*$/u,
    /\bnginx\b.*\s-s\s+quit/u,
    /^https?:\/\/[^ ]+\/[^ ]+$/u,
    /(\$+)\(x\)/u,
    /^(?:[^\n]*:|[ \t]*)(?=\{)/mu,
    /(?:a|b)*c/iu,
  ])("finds one on %s", (pattern) => {
    expect(slowAttackOn(pattern)).toBeDefined();
  });

  it.each([
    /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/u,
    /^(?=.{1,63}$)[a-z]+(-[a-z]+)*$/u,
    /^(?!.*--)[a-z-]+$/u,
    /^[^,]+(,[^,]+)*$/u,
    /^([0-9a-f]{2}:?)+$/u,
    /(?<!\s)\s+$/u,
    /^(?:[ \t]*(?:#[^\n]*|\r)?\n)*$/u,
    /^(.)\1+$/u,
    /a{2,5}b?/gu,
    /x*/uy,
  ])("finds none on %s", (pattern) => {
    expect(slowAttackOn(pattern)).toBeUndefined();
  });
});

describe("attacksOn", () => {
  it("repeats what a loop repeats, and ends in what it does not", () => {
    expect(attacksOn(/^x(ab)*$/u)).toContainEqual({ start: "x", middle: "ab", end: " " });
  });

  it.each([
    [/^x[ab]*$/u, "a"],
    [/^x\d*$/u, "0"],
    [/^x(?:ab|c)*$/u, "c"],
    [/^x(ab?)*$/u, "a"],
  ])("repeats what a part of %s stands for", (pattern, middle) => {
    expect(attacksOn(pattern)).toContainEqual({ start: "x", middle, end: " " });
  });

  it("has none where nothing is repeated without end", () => {
    expect(attacksOn(/^a{1,9}b?$/u)).toEqual([]);
  });

  it("gives texts of a length", () => {
    expect(textOfAttack({ start: "x", middle: "ab", end: "!" }, 5)).toBe("xababab!");
  });
});
