import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { compileSchema } from "../../src/template/ajv-compiler.ts";
import { builtInNames, builtInTemplate } from "../../src/template/built-in.ts";
import { exampleValues } from "../../src/template/example-values.ts";
import { resolveParams } from "../../src/template/params.ts";
import { readUserTemplates } from "../../src/template/read-user-templates.ts";
import { renderTemplate } from "../../src/template/render.ts";
import type { Scope, Template } from "../../src/template/template.ts";
import { templatePlace } from "../../src/template/template-place.ts";
import { decodeText, textOfBytes } from "../../src/text/source.ts";
import { SCOPE } from "./templates.ts";

const FOLDER = new URL("../../templates/", import.meta.url);
const names = readdirSync(FOLDER)
  .filter((file) => file.endsWith(".yaml"))
  .map((file) => file.replace(".yaml", ""))
  .sort();

function builtIn(name: string): Template {
  const found = builtInTemplate(name);
  if (found === undefined) throw new Error(`no template ${name}; run npm run generate`);
  return found;
}

it("all templates of the folder are built in", () => {
  expect(names.length).toBeGreaterThan(3);
  expect(builtInNames()).toEqual(names);
});

describe.each(names)("the built-in template %s", (name) => {
  const source = {
    path: `templates/${name}.yaml`,
    text: textOfBytes(readFileSync(new URL(`${name}.yaml`, FOLDER))),
  };
  const withExamples = (scope: Scope) =>
    resolveParams(builtIn(name), exampleValues(builtIn(name)), scope);

  it("is what its file says, and has no problem", () => {
    const { templates, problems } = readUserTemplates([source], compileSchema);
    expect(problems).toEqual([]);
    expect(templates).toEqual([
      { ...builtIn(name), builtIn: false, checkParam: expect.any(Function) },
    ]);
    expect(builtIn(name).source).toEqual(source);
    expect(builtIn(name).builtIn).toBe(true);
  });

  it.each(["native", "classic"] as const)("renders for a Deployment, %s", (lifecycle) => {
    const params = withExamples(SCOPE);
    expect(params.problems).toEqual([]);
    const { sidecar, problems } = renderTemplate(builtIn(name), params, SCOPE, { lifecycle });
    expect(problems).toEqual([]);
    const { template: _, origins: __, ...rest } = sidecar;
    expect(JSON.stringify(rest)).not.toMatch(/\$\((params|workload|app)\./);
    expect(sidecar.containers.length).toBeGreaterThan(0);
  });

  it("has examples that fit", () => {
    for (const [param, { examples = [] }] of Object.entries(builtIn(name).spec.params)) {
      for (const value of examples) {
        const assigned = [
          { template: name, param, value, form: "value" as const, from: "an example" },
        ];
        const { problems } = resolveParams(builtIn(name), assigned, SCOPE);
        expect(problems.filter(({ from }) => from === "an example")).toEqual([]);
      }
    }
  });

  it("describes itself and each of its parameters", () => {
    const { description, params } = builtIn(name).spec;
    expect(description).not.toBe("");
    expect(Object.keys(params).filter((param) => !params[param]?.description)).toEqual([]);
  });

  it("pins its images", () => {
    const { sidecar } = renderTemplate(builtIn(name), withExamples(SCOPE), SCOPE, {
      lifecycle: "native",
    });
    const images = sidecar.containers.map(({ image }) => image);
    expect(images.length).toBeGreaterThan(0);
    for (const image of images) expect(image).toMatch(/^[\w.-]+\/.+:.+/);
  });

  it("shows the line of a container", () => {
    const place = templatePlace(builtIn(name), ["spec", "containers", 0, "name"]);
    expect(place.file).toBe(`templates/${name}.yaml`);
    expect(place.text).toMatch(/- name: [a-z0-9-]+$/);
    expect(decodeText(source.text).split("\n")[place.line - 1]).toBe(place.text);
  });
});

describe("templatePlace", () => {
  it("finds the template's own document, and the nearest place of a path that is not there", () => {
    const text = (name: string) =>
      `apiVersion: kube-sidecar.dev/v1alpha1\nkind: SidecarTemplate\nmetadata: {name: ${name}}\nspec:\n  role: proxy\n  containers:\n  - {name: c, resources: $(params.r)}\n  params: {r: {type: object, default: {}}}\n`;
    const two = textOfBytes(Buffer.from(`${text("a")}---\n${text("b")}`));
    const { templates } = readUserTemplates([{ path: "two.yaml", text: two }], compileSchema);
    const [a, b] = templates;
    if (a === undefined || b === undefined) throw new Error("they are not valid");
    expect(templatePlace(a, ["spec", "role"])).toMatchObject({ line: 5, column: 9 });
    expect(templatePlace(b, ["spec", "role"])).toMatchObject({ line: 14, column: 9 });
    const inside = ["spec", "containers", 0, "resources", "limits", "cpu"];
    expect(templatePlace(b, inside)).toMatchObject({
      line: 16,
      text: "  - {name: c, resources: $(params.r)}",
    });
  });
});

describe("a pattern that forbids something", () => {
  const patterns = names.flatMap((name) =>
    Object.entries(builtIn(name).spec.params).flatMap(([param, { pattern }]) =>
      typeof pattern === "string" && pattern.includes("(?!") ? [{ name, param, pattern }] : [],
    ),
  );

  it.each(patterns)("looks for it after any line break: $name.$param", ({ pattern }) => {
    expect(pattern).not.toMatch(/\(\?![^)]*(?<!\\)\.[*+]/);
  });

  it.each(["\n", "\r", "\u2028", "\u2029"])("finds it after %j", (lineBreak) => {
    const pattern = builtIn("json-log-adapter").spec.params["regex"]?.["pattern"];
    expect(new RegExp(`${pattern}`, "u").test(`(?<message>x)${lineBreak}\${SECRET}`)).toBe(false);
    expect(new RegExp(`${pattern}`, "u").test("(?<message>x) SECRET")).toBe(true);
  });
});
