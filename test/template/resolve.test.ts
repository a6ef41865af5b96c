import { describe, expect, it } from "vitest";
import { compileSchema } from "../../src/template/ajv-compiler.ts";
import { builtInNames, builtInTemplate } from "../../src/template/built-in.ts";
import { readUserTemplates } from "../../src/template/read-user-templates.ts";
import { replacedBuiltIns, resolveTemplates } from "../../src/template/resolve.ts";
import type { Template } from "../../src/template/template.ts";
import { UserError } from "../../src/text/user-error.ts";
import { LEAST, sourceOf, templateText } from "./templates.ts";

function user(name: string, path = `${name}.yaml`): Template {
  const [template] = readUserTemplates(
    [sourceOf(templateText(LEAST, name), path)],
    compileSchema,
  ).templates;
  if (template === undefined) throw new Error("the template is not valid");
  return template;
}

function failure(names: readonly string[], own: readonly Template[]): string {
  try {
    resolveTemplates(names, own);
  } catch (error) {
    expect(error).toBeInstanceOf(UserError);
    return (error as Error).message;
  }
  throw new Error("it did not fail");
}

describe("resolveTemplates", () => {
  const known = (...own: string[]) => [...own, ...builtInNames()].sort().join(", ");

  it("finds built-in and own templates, each once, in the order that was asked for", () => {
    const own = user("mine");
    const found = resolveTemplates(["mine", "fluent-bit", "mine", "envoy"], [own]);
    expect(found.map(({ name, builtIn }) => [name, builtIn])).toEqual([
      ["mine", false],
      ["fluent-bit", true],
      ["envoy", true],
    ]);
  });

  it("says which templates there are, and which is near", () => {
    expect(failure(["fluentbit"], [])).toBe(
      `unknown template "fluentbit"; did you mean "fluent-bit"?\nknown templates: ${known()}`,
    );
    expect(failure(["zzz"], [user("mine")])).toBe(
      `unknown template "zzz"\nknown templates: ${known("mine")}`,
    );
    expect(failure(["mien"], [user("mine")])).toContain('did you mean "mine"?');
    expect(failure(["constructor"], [])).toContain('unknown template "constructor"');
    expect(failure(["__proto__"], [])).toContain('unknown template "__proto__"');
  });

  it("refuses two own templates of one name, whether asked for or not", () => {
    expect(failure([], [user("mine", "a.yaml"), user("mine", "b.yaml")])).toBe(
      'template "mine" is defined in a.yaml and in b.yaml; rename or remove one of them',
    );
    expect(failure([], [user("mine", "a.yaml"), user("mine", "a.yaml")])).toBe(
      'template "mine" is defined twice in a.yaml; rename or remove one of them',
    );
  });

  it("prefers an own template to the built-in one, and can say so", () => {
    const own = user("envoy", "mine/envoy.yaml");
    expect(resolveTemplates(["envoy"], [own])).toEqual([own]);
    expect(replacedBuiltIns([own, user("mine")])).toEqual([
      'template "envoy" of mine/envoy.yaml replaces the built-in one',
    ]);
  });
});

describe("builtInTemplate", () => {
  it("knows no names of every object", () => {
    expect(builtInTemplate("constructor")).toBeUndefined();
    expect(builtInTemplate("toString")).toBeUndefined();
  });

  it("reads a template once", () => {
    expect(builtInTemplate("envoy")).toBe(builtInTemplate("envoy"));
  });
});
