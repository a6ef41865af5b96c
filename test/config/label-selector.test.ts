import { describe, expect, it } from "vitest";
import {
  formatSelector,
  matches,
  type SelectorObject,
  selectorOfObject,
} from "../../src/config/label-selector.ts";

const expression = (
  key: string,
  operator: "In" | "NotIn" | "Exists" | "DoesNotExist",
  ...values: string[]
): SelectorObject => ({ matchExpressions: [{ key, operator, values }] });

describe("selectorOfObject", () => {
  it.each<[SelectorObject, string]>([
    [{}, ""],
    [{ matchLabels: {}, matchExpressions: [] }, ""],
    [{ matchLabels: { app: "web", tier: "" } }, "app=web,tier="],
    [expression("app", "In", "web"), "app=web"],
    [expression("app", "In", "web", "api"), "app in (web,api)"],
    [expression("app", "NotIn", "web"), "app!=web"],
    [expression("app", "NotIn", "web", "api"), "app notin (web,api)"],
    [expression("app", "Exists"), "app"],
    [expression("app", "DoesNotExist"), "!app"],
    [{ matchLabels: { a: "b" }, ...expression("c", "Exists") }, "a=b,c"],
  ])("reads %j as %j", (object, text) => {
    expect(formatSelector(selectorOfObject(object))).toBe(text);
  });
});

describe("matches", () => {
  it.each<[SelectorObject, Record<string, string>, boolean]>([
    [{}, {}, true],
    [{ matchLabels: { app: "web" } }, { app: "web", tier: "x" }, true],
    [{ matchLabels: { app: "web" } }, { app: "api" }, false],
    [{ matchLabels: { app: "web" } }, {}, false],
    [expression("app", "NotIn", "web"), {}, true],
    [expression("app", "NotIn", "web"), { app: "web" }, false],
    [expression("app", "Exists"), { app: "" }, true],
    [expression("app", "DoesNotExist"), { app: "" }, false],
    [{ matchLabels: { a: "b" }, ...expression("c", "Exists") }, { a: "b" }, false],
  ])("holds %j against %j", (object, labels, expected) => {
    expect(matches(selectorOfObject(object), labels)).toBe(expected);
  });

  it("takes no inherited property for a label", () => {
    expect(matches(selectorOfObject(expression("constructor", "Exists")), {})).toBe(false);
  });
});
