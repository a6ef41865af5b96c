import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { escapeDollars, parseReferences, referencesIn } from "../../src/template/reference.ts";
import { tryProperty } from "../try-property.ts";
import { expand } from "./kubernetes-expand.ts";

/** Parts with references in angle brackets. */
function parts(text: string, reader: "kubernetes" | "verbatim"): readonly string[] {
  return parseReferences(text, reader).map((part) =>
    typeof part === "string" ? part : `<${part.scope} ${part.name}>`,
  );
}

describe("parseReferences", () => {
  it.each([
    ["", [], []],
    ["plain", ["plain"], ["plain"]],
    ["$(params.a)", ["<params a>"], ["<params a>"]],
    ["x$(app.ports.http)y", ["x", "<app ports.http>", "y"], ["x", "<app ports.http>", "y"]],
    [
      "$(params.a)$(workload.name)",
      ["<params a>", "<workload name>"],
      ["<params a>", "<workload name>"],
    ],
    ["$(params.)", ["<params >"], ["<params >"]],
    [
      "$(POD_NAME) $(param.x) $params.x $(params",
      ["$(POD_NAME) $(param.x) $params.x $(params"],
      ["$(POD_NAME) $(param.x) $params.x $(params"],
    ],
    ["$(params.a", ["$(params.a"], ["$(params.a"]],
    // Behind an odd number of further `$` it is text.
    ["$$(params.a)", ["$$(params.a)"], ["$(params.a)"]],
    ["$$$(params.a)", ["$$", "<params a>"], ["$", "<params a>"]],
    ["$$$$(params.a)", ["$$$$(params.a)"], ["$$(params.a)"]],
    [
      "a$$(params.a)b$(params.b)",
      ["a$$(params.a)b", "<params b>"].flatMap((p) =>
        p.startsWith("a") ? ["a$$(params.a)", "b"] : [p],
      ),
      ["a$(params.a)", "b", "<params b>"],
    ],
    // What is not ours is left alone.
    ["$$(POD_NAME) $$", ["$$(POD_NAME) $$"], ["$$(POD_NAME) $$"]],
    // The innermost one counts.
    [
      "$(params.a$(params.b))",
      ["$(params.a", "<params b>", ")"],
      ["$(params.a", "<params b>", ")"],
    ],
  ])("reads %j", (text, forKubernetes, verbatim) => {
    expect(parts(text, "kubernetes")).toEqual(forKubernetes);
    expect(parts(text, "verbatim")).toEqual(verbatim);
  });

  it("keeps what was written", () => {
    expect(referencesIn("a $(params.x) $$(params.y)")).toEqual([
      { scope: "params", name: "x", text: "$(params.x)" },
    ]);
  });
});

describe("escapeDollars", () => {
  it.each([
    ["no dollar", "abc", "", "abc"],
    ["a dollar at the end of the text", "a$", "", "a$"],
    ["a dollar before a letter", "$x", "", "$x"],
    ["a dollar before what follows", "a$", "x", "a$x".slice(0, 2)],
    ["a dollar before a bracket that follows", "a$", "(X)", "a$$"],
    ["a dollar before a dollar that follows", "a$", "$(X)", "a$$"],
    ["a reference", "$(HOME)", "", "$$(HOME)"],
    ["two dollars", "$$", "", "$$$"],
    ["an escaped reference", "$$(HOME)", "", "$$$$(HOME)"],
    ["shell", `\${HOME} $1 $? $`, "", `\${HOME} $1 $? $`],
    ["a dollar before a letter that is not ASCII", "$é", "", "$$é"],
  ])("keeps %s", (_, value, next, escaped) => {
    expect(escapeDollars(value, next)).toBe(escaped);
    expect(expand(escaped + next)).toBe(value + expand(next));
  });

  it("survives Kubernetes, whatever the value and what follows", () => {
    const text = fc.string({
      unit: fc.constantFrom("$", "(", ")", "A", "é", "\n", "😀", "'"),
      maxLength: 8,
    });
    tryProperty(
      fc.property(text, text, (value, next) => {
        const variables = { A: "variable", "": "empty" };
        const escaped = escapeDollars(value, next);
        expect(expand(escaped + next, variables)).toBe(value + expand(next, variables));
      }),
      500,
    );
  });
});

describe("expand, which stands for Kubernetes in these tests", () => {
  // From expand_test.go of Kubernetes.
  it.each([
    ["$(VAR_A)-1", "A-1"],
    ["$$(VAR_B)_$(VAR_A)", "$(VAR_B)_A"],
    ["f000-$$VAR_A", "f000-$VAR_A"],
    ["$(VAR_A$(VAR_B))", "$(VAR_A$(VAR_B))"],
    ["foo$(VAR_Awhoops!", "foo$(VAR_Awhoops!"],
    ["$?_boo_$!", "$?_boo_$!"],
    ["$$$$$$(VAR_A)", "$$$(VAR_A)"],
    ["$$$$$$$(VAR_A)", "$$$A"],
    ["$(VAR_A)foobarzab$", "Afoobarzab$"],
    ["--$($($($($--", "--$($($($($--"],
    ["$(foo$$var)", "$(foo$$var)"],
  ])("makes of %j what Kubernetes does", (text, expected) => {
    expect(expand(text, { VAR_A: "A", VAR_B: "B" })).toBe(expected);
  });
});
