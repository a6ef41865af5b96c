import { describe, expect, it } from "vitest";
import type { FieldPath } from "../../src/manifest/field-path.ts";
import type { JsonSchema } from "../../src/manifest/json-schema.ts";
import type { Value } from "../../src/manifest/value.ts";
import { substitute } from "../../src/template/substitute.ts";

function filled(text: string, schema: JsonSchema, path: FieldPath, value: Value): Value {
  return substitute(text, schema, path, { root: {}, valueFor: () => value });
}

describe("a text in a field of another type", () => {
  it.each<[string, JsonSchema["type"], Value]>([
    ["true", "boolean", true],
    ["false", "boolean", false],
    ["True", "boolean", "True"],
    ["70", "integer", 70],
    ["0.5", "number", 0.5],
    ["70", "string", "70"],
  ])("%s is, as %s, %j", (text, type = [], expected) => {
    expect(filled("$(params.a)", { type }, [], text)).toBe(expected);
  });
});

describe("where Kubernetes expands $(VAR)", () => {
  const probe = (name: string) => [name, "exec", "command", 0];
  it.each<[FieldPath]>([
    ...["containers", "initContainers"].flatMap((list) =>
      [
        ["command", 0],
        ["args", 0],
        probe("livenessProbe"),
        probe("readinessProbe"),
        probe("startupProbe"),
        ["env", 0, "value"],
        ["volumeMounts", 0, "subPathExpr"],
      ].map((path): [FieldPath] => [["spec", list, 0, ...path]]),
    ),
    [["spec", "app", "env", 0, "value"]],
    [["spec", "app", "volumeMounts", 0, "subPathExpr"]],
  ])("a value is kept from being expanded: %j", (path) => {
    expect(filled("$(params.a)", {}, path, "$(HOME)")).toBe("$$(HOME)");
  });

  it.each<[FieldPath]>([
    [["spec", "containers", 0, "image"]],
    [["spec", "containers", 0, "lifecycle", "preStop", "exec", "command", 0]],
    [["spec", "containers", 0, "livenessProbe", "httpGet", "path"]],
    [["spec", "app", "command", 0]],
    [["spec", "files", 0, "content"]],
  ])("elsewhere it stays as it is: %j", (path) => {
    expect(filled("$(params.a)", {}, path, "$(HOME)")).toBe("$(HOME)");
  });
});
