import { describe, expect, it } from "vitest";
import { readWorkloads } from "../../src/manifest/read-workloads.ts";
import { encodeText } from "../../src/text/source.ts";

const POD = "apiVersion: v1\nkind: Pod\nspec:\n";

function problemsOf(text: string): readonly string[] {
  const { problems } = readWorkloads({ path: "in.yaml", text: encodeText(text) }, []);
  return problems.map(({ place, message }) => `${place.line}:${place.column} ${message}`);
}

describe("the source of a template", () => {
  it.each([
    ["the value of a key", "  a: {{ x }}\n", "4:6"],
    ["the value of an item", "  a:\n  - {{ x }}\n", "5:5"],
    ["a line of its own", "  {{- if x }}\n  a: 1\n", "4:3"],
  ])("is named where YAML has %s", (_, lines, place) => {
    expect(problemsOf(`${POD}${lines}`)).toEqual([
      `${place} this is the source of a template, with {{ }}, and no manifest yet`,
    ]);
  });

  it.each([
    ["quotes", "  a: '{{ x }}'\n"],
    ["a comment", "  a: 1 # b: {{ x }}\n"],
  ])("is not what has an action in %s", (_, line) => {
    expect(problemsOf(`${POD}${line}  b: [\n`)).toEqual([
      expect.not.stringContaining("source of a template"),
    ]);
  });
});
