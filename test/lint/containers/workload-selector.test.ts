import { describe, expect, it } from "vitest";
import { selectorConditions } from "../../../src/lint/containers/workload-selector.ts";

const textsOf = (operator: string, values: readonly string[]) => {
  const matchExpressions = [{ key: "tier", operator, values }];
  return selectorConditions({ spec: { selector: { matchExpressions } } }).map(({ text }) => text);
};

describe("selectorConditions", () => {
  it.each([
    ["In", ["a", "b"], ['tier in "a", "b"']],
    ["NotIn", ["a"], ['tier not in "a"']],
    ["Exists", [], ["a label tier"]],
    ["DoesNotExist", [], ["no label tier"]],
  ])("reads %s %j", (operator, values, texts) => {
    expect(textsOf(operator, values)).toEqual(texts);
  });

  it.each(["In", "NotIn"])("leaves out %s of nothing, which the API server rejects", (operator) => {
    expect(textsOf(operator, [])).toEqual([]);
  });
});
