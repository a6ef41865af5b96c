// Where an object has pod templates, and what they are called where it has several.

import { describe, expect, it } from "vitest";
import { readWorkloads } from "../../src/manifest/read-workloads.ts";
import type { TemplatePath } from "../../src/manifest/workloads.ts";
import { encodeText } from "../../src/text/source.ts";

const POD = "podTemplate: {spec: {containers: [{name: web, image: web}]}}";

function placesIn(spec: string, ...paths: readonly TemplatePath[]): readonly string[] {
  const text = `apiVersion: example.com/v1\nkind: Fleet\nmetadata: {name: a}\nspec: ${spec}\n`;
  const kinds = [{ group: "example.com", kind: "Fleet", paths }];
  const { workloads } = readWorkloads({ path: "in.yaml", text: encodeText(text) }, kinds);
  return workloads.map(({ templatePath, templateLabel = "-" }) =>
    [templateLabel, templatePath.join(".")].join(" "),
  );
}

const SETS: TemplatePath = ["spec", "sets", "[]", "podTemplate"];

it("an item without a pod template is left out", () => {
  const text = `apiVersion: example.com/v1\nkind: Fleet\nmetadata: {name: a}\nspec: {sets: [{name: a}, {name: b, ${POD}}]}\n`;
  const kinds = [{ group: "example.com", kind: "Fleet", paths: [SETS] }];
  const { leftOut } = readWorkloads({ path: "in.yaml", text: encodeText(text) }, kinds);
  expect(leftOut).toMatchObject([
    {
      object: { templateLabel: "sets[a]" },
      standing: { type: "appless", at: ["spec", "sets", 0, "podTemplate"] },
    },
  ]);
});

describe("the pod templates of an object", () => {
  it.each([
    ["one alone", `{sets: [{name: a, ${POD}}]}`, ["- spec.sets.0.podTemplate"]],
    [
      "several with names",
      `{sets: [{name: a, ${POD}}, {name: b-1.c, ${POD}}]}`,
      ["sets[a] spec.sets.0.podTemplate", "sets[b-1.c] spec.sets.1.podTemplate"],
    ],
    [
      "several of which one has no name",
      `{sets: [{name: a, ${POD}}, {${POD}}]}`,
      ["sets[a] spec.sets.0.podTemplate", "sets[1] spec.sets.1.podTemplate"],
    ],
    [
      "several of one name",
      `{sets: [{name: a, ${POD}}, {name: b, ${POD}}, {name: a, ${POD}}]}`,
      [
        "sets[0] spec.sets.0.podTemplate",
        "sets[1] spec.sets.1.podTemplate",
        "sets[2] spec.sets.2.podTemplate",
      ],
    ],
    [
      "names that are no words",
      `{sets: [{name: "a b", ${POD}}, {name: 7, ${POD}}]}`,
      ["sets[0] spec.sets.0.podTemplate", "sets[1] spec.sets.1.podTemplate"],
    ],
    [
      "one, beside an item without one",
      `{sets: [{name: a}, {name: b, ${POD}}]}`,
      ["sets[b] spec.sets.1.podTemplate"],
    ],
    ["none, as the list is a mapping", `{sets: {name: a, ${POD}}}`, []],
    ["none, as the list is empty", "{sets: []}", []],
  ])("are %s", (_, spec, expected) => {
    expect(placesIn(spec, SETS)).toEqual(expected);
  });

  it("are found in lists of lists", () => {
    const spec = `{groups: [{name: a, sets: [{name: x, ${POD}}, {name: z, ${POD}}]}, {name: b, sets: [{name: x, ${POD}}]}]}`;
    expect(placesIn(spec, ["spec", "groups", "[]", "sets", "[]", "podTemplate"])).toEqual([
      "groups[a].sets[x] spec.groups.0.sets.0.podTemplate",
      "groups[a].sets[z] spec.groups.0.sets.1.podTemplate",
      "groups[b].sets[x] spec.groups.1.sets.0.podTemplate",
    ]);
  });

  it("are those on the first of several ways on which there is one", () => {
    const other: TemplatePath = ["spec", "podTemplate"];
    expect(placesIn(`{sets: [{name: a}], ${POD}}`, SETS, other)).toEqual(["- spec.podTemplate"]);
    expect(placesIn(`{sets: [{${POD}}], ${POD}}`, SETS, other)).toEqual([
      "- spec.sets.0.podTemplate",
    ]);
  });
});
