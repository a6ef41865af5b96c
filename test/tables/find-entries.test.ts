import { describe, expect, it } from "vitest";
import { replaced } from "./entry.ts";
import { findEntries } from "./find-entries.ts";
import { Program, textOf } from "./program.ts";
import { Mutants } from "./run-without.ts";
import { vitestWith } from "./vitest.ts";

const found = (text: string) => findEntries("src/a.ts", text).map((entry) => entry.text);

describe("findEntries", () => {
  it.each<[string, string, readonly string[]]>([
    ["a list", 'const A = ["a", "b"] as const;', ['"a"', '"b"']],
    ["a set", 'const A: ReadonlySet<string> = new Set(["a", "b"]);', ['"a"', '"b"']],
    ["a map", "const A = new Map([[1, 2], [3, 4]]);", ["[1, 2]", "[3, 4]"]],
    ["an object", "const A = { a: 1, b: 2 };", ["a: 1", "b: 2"]],
    ["an object of a type", "const A: Readonly<Record<string, unknown>> = { a: 1 };", ["a: 1"]],
    [
      "what one row has",
      "const A = [{ a: 1, b: 2 }, { a: 1 }];",
      ["{ a: 1, b: 2 }", "{ a: 1 }", "b: 2"],
    ],
    ["a list in a function", 'const f = (x) => ["a", "b"].includes(x);', ['"a"', '"b"']],
    ["alternatives", "const A = /x(?:ab|c)/;", ["ab", "c"]],
    ["alternatives in a text", "const A = new RegExp(`x(?:ab|c)`);", ["ab", "c"]],
    [
      "alternatives behind an escaped bracket",
      'const A = new RegExp("\\\\[(?:ab|c)");',
      ["ab", "c"],
    ],
    [
      "alternatives of a pattern as it is written",
      "const A = new RegExp(String.raw`\\[(?:ab|c)`);",
      ["ab", "c"],
    ],
    [
      "cases",
      'function f(x) { switch (x) { case "a": return 1; default: return 2; } }',
      ['case "a": return 1;', "default: return 2;"],
    ],
    ["words compared", 'const f = (x) => x === "a" || x === "b";', ['x === "a"', 'x === "b"']],
    ["a limit", "const A = 5;", ["4", "6"]],
    ["a great limit", "const A = 25_000;", ["12500", "50000"]],
    ["a limit in a function", "const f = (x) => x < 5;", ["4", "6"]],
    ["the least length of a word", "const f = (x) => x.length > 2;", ["1", "3"]],
  ])("finds %s", (_, text, entries) => {
    expect(found(text)).toEqual(entries);
  });

  it.each([
    ["a path of fields", 'const A: FieldPath = ["spec", "template"];'],
    ["a path in a function", 'const f = (x) => nodeAt(x, ["spec", "template"]);'],
    ["one value of several parts", 'const A = { a: 1, b: "x" };'],
    ["one value of a type", "const A: B = { a: { x: 1 }, b: { x: 1, y: 2 } };"],
    ["what is empty", "const A = { a: [], b: [] };"],
    ["what is not filled in yet", 'const A = { a: "x", b: "" };'],
    ["conditions on several values", "const f = (x, y) => x === 1 || y === 2;"],
    ["a question whether there are several", "const f = (x) => x.length < 2;"],
    ["bytes", "const A = [{ bytes: [1, 2] }];"],
    ["a schema", 'const A: JsonSchema = { enum: ["a", "b"] };'],
  ])("passes over %s", (_, text) => {
    expect(found(text)).toEqual([]);
  });

  it("leaves each entry out with what separates it from the next", () => {
    const text = 'const A = ["a", "b"]; const B = /a|b/; const f = (x) => x === 1 || x === 2;';
    expect(findEntries("src/a.ts", text).map((entry) => replaced(text, entry.replacement))).toEqual(
      [
        'const A = [ "b"]; const B = /a|b/; const f = (x) => x === 1 || x === 2;',
        'const A = ["a", ]; const B = /a|b/; const f = (x) => x === 1 || x === 2;',
        'const A = ["a", "b"]; const B = /b/; const f = (x) => x === 1 || x === 2;',
        'const A = ["a", "b"]; const B = /a/; const f = (x) => x === 1 || x === 2;',
        'const A = ["a", "b"]; const B = /a|b/; const f = (x) => x === 2;',
        'const A = ["a", "b"]; const B = /a|b/; const f = (x) => x === 1;',
      ],
    );
  });
});

const DURATION = "src/lint/lifecycle/duration.ts";

function entryOf(text: string) {
  const entry = findEntries(DURATION, textOf(DURATION)).find((one) => one.text === text);
  if (entry === undefined) throw new Error(`there is no entry ${text}`);
  return entry;
}

describe("a program without an entry", () => {
  it("lacks it, and is whole again in the next run", () => {
    const program = new Program({});
    const hours = (exports: object) =>
      (exports as { secondsOf(text: string): number }).secondsOf("2h");
    const text = replaced(textOf(DURATION), entryOf("h: 3600").replacement);
    expect(hours(program.run(DURATION))).toBe(7200);
    expect(hours(program.runChanged(DURATION, { path: DURATION, text }))).toBe(0);
    expect(hours(program.run(DURATION))).toBe(7200);
  });

  it("fails the test that shows the entry, and no other", async () => {
    const file = "test/lint/lifecycle/duration.test.ts";
    const mutants = new Mutants(vitestWith(expect));
    const key = (row: number, args: string) => ({
      file,
      key: `secondsOf > reads %j as %j ${args} > ${row}`,
    });
    const tests = [key(0, "[ '90', 90 ]"), key(5, "[ '3m', 180 ]")];
    expect(await mutants.firstFailure(entryOf("m: 60"), tests)).toEqual(tests[1]);
    expect(await mutants.firstFailure(entryOf("m: 60"), tests.slice(0, 1))).toBeUndefined();
  });
});
