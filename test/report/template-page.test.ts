import { describe, expect, it } from "vitest";
import { PLAIN_STYLE } from "../../src/report/style.ts";
import { additionRows } from "../../src/report/template-additions.ts";
import { costRows } from "../../src/report/template-cost.ts";
import { renderTemplateList } from "../../src/report/template-list.ts";
import { renderParams } from "../../src/report/template-params.ts";
import { podWith } from "../lint/pod-with.ts";
import { LEAST, template } from "../template/templates.ts";

describe("costRows", () => {
  it.each([
    [{ cpu: "1", memory: "1Gi" }, "cpu 1, memory 1Gi"],
    [{ cpu: "1" }, "cpu 1, no limit for memory"],
    [{ memory: "1Gi" }, "memory 1Gi, no limit for cpu"],
    [{}, "no limit for cpu and memory"],
  ])("says of the limits %j: %s", (limits, said) => {
    const pod = podWith({ containers: [{ name: "tail", resources: { limits } }] });
    expect(costRows(pod.containers)[1]).toEqual(["Limits", said]);
  });
});

describe("additionRows", () => {
  it("says what a template sets in the pod", () => {
    const parts = {
      pod: { labels: { a: "1" }, annotations: { b: "2" }, shareProcessNamespace: true },
    };
    expect(additionRows(template(LEAST), parts as never)).toEqual([
      ["Pod", "label a: 1"],
      ["Pod", "annotation b: 2"],
      ["Pod", "shareProcessNamespace: true"],
    ]);
  });
});

describe("renderTemplateList", () => {
  it.each([
    [30, [`  ${"a".repeat(30)}  d (t.yaml)`]],
    [31, [`  ${"a".repeat(30)}  d (t.yaml)`, "  a"]],
  ])("shows a name of %i characters in lines of 30", (length, lines) => {
    const one = template(`description: d\n${LEAST}`, "a".repeat(length));
    expect(renderTemplateList([one], [], 80, PLAIN_STYLE)).toBe(
      ["logging — ships what the app logs", ...lines, ""].join("\n"),
    );
  });
});

describe("renderParams", () => {
  const linesOf = (name: string, preset: string) => {
    const params = `params: {${name}: {type: string, default: ${preset}, description: d}}\n`;
    return renderParams(template(params + LEAST).spec, 80);
  };

  it("shows defaults of 14 columns in a column of their own", () => {
    expect(linesOf("a", "x".repeat(14))).toEqual([`a  string  ${"x".repeat(14)}  d`]);
    expect(linesOf("a", "x".repeat(15))).toEqual([
      "a  string    d",
      `             default: ${"x".repeat(15)}`,
    ]);
  });

  it("says which parameters are protected", () => {
    const params =
      "params: {a: {type: string, default: x, protected: true, description: d}, b: {type: string, default: x, protected: false, description: d}}\n";
    expect(renderParams(template(params + LEAST).spec, 80)).toEqual([
      "a  string  x  d",
      "              protected",
      "b  string  x  d",
    ]);
  });

  it("shows names in lines of 24 columns", () => {
    expect(linesOf("a".repeat(24), "x")).toEqual([`${"a".repeat(24)}  string  x  d`]);
    expect(linesOf("a".repeat(25), "x")).toEqual([`${"a".repeat(24)}  string  x  d`, "a"]);
  });
});
