import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { formatSelector, matches } from "../../src/config/label-selector.ts";
import { parseSelector } from "../../src/config/parse-selector.ts";
import { UserError } from "../../src/text/user-error.ts";

// What `labels.Parse` and `Selector.Matches` of k8s.io/apimachinery v0.32.4 make of each selector:
// a digit per set of labels, or "refused".
const recorded: {
  readonly labels: readonly Record<string, string>[];
  readonly cases: readonly (readonly [string, string])[];
} = JSON.parse(
  readFileSync(new URL("../../fixtures/config/label-selectors.json", import.meta.url), "utf8"),
);

function verdict(text: string): string {
  try {
    const selector = parseSelector(text);
    return recorded.labels.map((labels) => (matches(selector, labels) ? "1" : "0")).join("");
  } catch (error) {
    if (error instanceof UserError) return "refused";
    throw error;
  }
}

describe("parseSelector", () => {
  it.each(recorded.cases)("reads %j as kubectl does", (text, expected) => {
    expect(verdict(text)).toBe(expected);
  });

  it.each(recorded.cases.filter(([, expected]) => expected !== "refused"))(
    "writes %j so that it means the same",
    (text, expected) => {
      expect(verdict(formatSelector(parseSelector(text)))).toBe(expected);
    },
  );

  it.each([
    ["app=web)", 8, "expected `,` or the end, found `)`"],
    ["app=web,", 9, "expected the key of a label, found the end"],
    ["app in web", 8, "expected `(` in front of the values, found `web`"],
    ["app in (web api)", 13, "expected `,` or `)`, found `api`"],
    ["app=a b", 7, "expected `,` or the end, found `b`"],
    ["app ~ web", 5, "expected `=`, `==`, `!=`, `in`, `notin`, `<`, `>` or `,`, found `~`"],
    ["n>five", 3, "`<` and `>` compare with an integer"],
    ["a/b/c=d", 1, "a key has at most one `/`"],
    ["app=-web", 5, "the value of a label is empty, or consists of"],
  ])("says where %j goes wrong", (text, character, fault) => {
    const message = messageOf(text);
    expect(message).toContain(`label selector, character ${character}: ${fault}`);
    const [, line = "", caret = ""] = message.split("\n");
    expect(line).toBe(`  ${text}`);
    expect(caret.indexOf("^") - 1).toBe(character);
  });

  it("keeps the caret in place behind tabs", () => {
    expect(messageOf("\tapp=\t(")).toContain("\n   app= (\n        ^\n");
  });
});

function messageOf(text: string): string {
  try {
    parseSelector(text);
  } catch (error) {
    if (error instanceof UserError) return error.message;
  }
  return "";
}
