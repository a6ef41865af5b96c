import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { FieldPath } from "../../src/manifest/field-path.ts";
import { isList, isMap, type Value, type ValueMap } from "../../src/manifest/value.ts";
import { valueAtPath } from "../../src/manifest/value-at-path.ts";
import { compileSchema } from "../../src/template/ajv-compiler.ts";
import { builtInTemplate } from "../../src/template/built-in.ts";
import { extendSpec } from "../../src/template/extend.ts";
import { homeOfPart } from "../../src/template/home-of-part.ts";
import { readUserTemplates } from "../../src/template/read-user-templates.ts";
import type { Template } from "../../src/template/template.ts";
import { templatePlace } from "../../src/template/template-place.ts";
import { textOfBytes } from "../../src/text/source.ts";
import { tryProperty } from "../try-property.ts";

function merged(base: ValueMap, own: ValueMap): Value {
  return extendSpec(base, own).spec;
}

describe("extendSpec", () => {
  it.each([
    ["description", "text", "other"],
    ["lifecycle", "native", "classic"],
    ["position", { before: "x" }, "last"],
    ["front", { port: 1, of: 2 }, { port: 3, of: 4 }],
  ])("takes %s as a whole", (field, base, own) => {
    expect(merged({ [field]: base }, { [field]: own })).toEqual({ [field]: own });
    expect(merged({ [field]: base }, {})).toEqual({ [field]: base });
    expect(merged({ [field]: base }, { [field]: null })).toEqual({ [field]: base });
    expect(merged({}, { [field]: own })).toEqual({ [field]: own });
  });

  it.each([
    ["containers", "name"],
    ["initContainers", "name"],
    ["volumes", "name"],
    ["files", "path"],
    ["shared", "name"],
  ])("replaces %s of the same %s in their place, and adds others behind", (field, key) => {
    const base = {
      [field]: [
        { [key]: "a", x: 1, y: 1 },
        { [key]: "b", x: 1 },
      ],
    };
    const own = {
      [field]: [
        { [key]: "c", x: 2 },
        { [key]: "a", x: 2 },
      ],
    };
    expect(merged(base, own)).toEqual({
      [field]: [
        { [key]: "a", x: 2 },
        { [key]: "b", x: 1 },
        { [key]: "c", x: 2 },
      ],
    });
  });

  it("does so with what the app and the pod receive, field by field", () => {
    const base = {
      app: {
        containers: "all",
        env: [{ name: "A", value: "1" }],
        volumeMounts: [{ name: "v", mountPath: "/a" }],
      },
      pod: {
        labels: { a: "1", b: "1" },
        hostAliases: [{ ip: "10.0.0.1", hostnames: ["x"] }],
        shareProcessNamespace: true,
      },
    };
    const own = {
      app: { env: [{ name: "A", value: "2" }], volumeMounts: [{ name: "v", mountPath: "/b" }] },
      pod: {
        labels: { b: "2" },
        annotations: { c: "3" },
        hostAliases: [{ ip: "10.0.0.1", hostnames: ["y"] }],
      },
    };
    expect(merged(base, own)).toEqual({
      app: {
        containers: "all",
        env: [{ name: "A", value: "2" }],
        volumeMounts: [
          { name: "v", mountPath: "/a" },
          { name: "v", mountPath: "/b" },
        ],
      },
      pod: {
        labels: { a: "1", b: "2" },
        annotations: { c: "3" },
        hostAliases: [{ ip: "10.0.0.1", hostnames: ["y"] }],
        shareProcessNamespace: true,
      },
    });
  });

  it("changes keywords of a parameter, or replaces it if it has a type", () => {
    const base = {
      params: { a: { type: "string", default: "x", pattern: "^x" }, b: { type: "string" } },
    };
    expect(merged(base, { params: { a: { default: "xx" }, c: { type: "boolean" } } })).toEqual({
      params: {
        a: { type: "string", default: "xx", pattern: "^x" },
        b: { type: "string" },
        c: { type: "boolean" },
      },
    });
    expect(merged(base, { params: { a: { type: "integer", default: 1 } } })).toEqual({
      params: { a: { type: "integer", default: 1 }, b: { type: "string" } },
    });
  });

  it("adds to what is to be changed elsewhere", () => {
    expect(
      merged(
        { elsewhere: ["a"], findings: { x: "1" } },
        { elsewhere: ["b"], findings: { y: "2" } },
      ),
    ).toEqual({
      elsewhere: ["a", "b"],
      findings: { x: "1", y: "2" },
    });
  });

  it("leaves values of the wrong type to the schema", () => {
    expect(merged({ volumes: [], params: {} }, { volumes: {}, params: [] })).toEqual({
      volumes: {},
      params: [],
    });
  });

  it("knows where every part stands", () => {
    const name = fc.constantFrom("a", "b", "c");
    const item = fc.record({ name, value: fc.integer() });
    const spec = fc.record(
      {
        description: fc.string(),
        params: fc.dictionary(
          name,
          fc.record(
            { type: fc.constant("string"), default: fc.string(), title: fc.string() },
            { requiredKeys: [] },
          ),
        ),
        containers: fc.array(item),
        volumes: fc.array(item),
        elsewhere: fc.array(fc.string()),
        app: fc.record({ env: fc.array(item), containers: name }, { requiredKeys: [] }),
        pod: fc.record(
          { labels: fc.dictionary(name, fc.string()), hostAliases: fc.array(item) },
          { requiredKeys: [] },
        ),
      },
      { requiredKeys: [] },
    );
    tryProperty(
      fc.property(spec, spec, spec, (first, second, third) => {
        const base = templateOf("base", { spec: first as ValueMap });
        const middle = extended("middle", base, second as ValueMap);
        const last = extended("last", middle, third as ValueMap);
        const documents = { base: first, middle: second, last: third } as unknown as Record<
          string,
          Value
        >;
        for (const [path, leaf] of leavesOf(last.spec as unknown as Value, ["spec"])) {
          const home = homeOfPart(last, path);
          const document = { spec: documents[home.template.name] ?? null };
          expect(valueAtPath(document, home.path)).toEqual(leaf);
        }
      }),
    );
  });
});

function templateOf(name: string, parts: object): Template {
  return { name, ...parts } as Template;
}

function extended(name: string, base: Template, own: ValueMap): Template {
  const { spec, homes } = extendSpec(base.spec as unknown as ValueMap, own);
  return templateOf(name, { spec, extended: { base, homes } });
}

function* leavesOf(value: Value, path: FieldPath): Generator<readonly [FieldPath, Value]> {
  if (isList(value))
    for (const [index, item] of value.entries()) yield* leavesOf(item, [...path, index]);
  else if (isMap(value))
    for (const [key, field] of Object.entries(value)) yield* leavesOf(field, [...path, key]);
  else yield [path, value];
}

const HEAD = "apiVersion: kube-sidecar.dev/v1alpha1\nkind: SidecarTemplate\n";

function read(...specs: readonly (readonly [name: string, spec: string])[]) {
  const sources = specs.map(([name, spec]) => ({
    path: `${name}.yaml`,
    text: textOfBytes(Buffer.from(`${HEAD}metadata: {name: ${name}}\nspec: ${spec}\n`)),
  }));
  const { templates, problems } = readUserTemplates(sources, compileSchema);
  const lines = problems.map(
    ({ place, severity, message }) =>
      `${place.file}:${place.line}:${place.column} ${severity} ${message}`,
  );
  return { templates, lines };
}

describe("a template that extends another one", () => {
  it("has all of it but what it says itself", () => {
    const { templates, lines } = read([
      "ours",
      "{extends: fluent-bit, params: {logDir: {default: /data}}}",
    ]);
    expect(lines).toEqual([]);
    const base = builtInTemplate("fluent-bit");
    expect(templates[0]?.spec).toEqual({
      ...base?.spec,
      params: {
        ...base?.spec.params,
        logDir: { ...base?.spec.params["logDir"], default: "/data" },
      },
    });
  });

  it("may stand in any order and in other files, and extend one that extends", () => {
    const { templates, lines } = read(
      ["c", "{extends: b, description: of c}"],
      ["b", "{extends: a, params: {x: {type: string, default: b}}}"],
      ["a", "{role: proxy, containers: [{name: a, image: i}]}"],
    );
    expect(lines).toEqual([]);
    expect(templates.map(({ name }) => name)).toEqual(["c", "b", "a"]);
    expect(templates[0]?.spec).toMatchObject({
      role: "proxy",
      description: "of c",
      containers: [{ name: "a" }],
    });
  });

  it("means the built-in one by its own name", () => {
    const { templates, lines } = read(["envoy", "{extends: envoy, position: first}"]);
    expect(lines).toEqual([]);
    expect(templates[0]?.spec.position).toBe("first");
    expect(templates[0]?.spec.front).toEqual(builtInTemplate("envoy")?.spec.front);
  });

  it.each([
    [
      "a name that nothing has",
      [["a", "{extends: fluent-bot}"]],
      ['a.yaml:4:17 error there is no template "fluent-bot" to extend; did you mean "fluent-bit"?'],
    ],
    [
      "itself",
      [
        ["a", "{extends: b}"],
        ["b", "{extends: c}"],
        ["c", "{extends: b}"],
      ],
      ['c.yaml:4:17 error template "c" extends itself: b -> c -> b'],
    ],
    [
      "one with errors, which are reported once",
      [
        ["a", "{extends: b}"],
        ["b", "{role: proxi, containers: [{name: c, image: i}]}"],
      ],
      [
        'b.yaml:4:14 error spec.role must be "logging", "monitoring", "proxy", "mesh", "config", "security", "adapter" or "ambassador", not "proxi"',
      ],
    ],
    [
      "no text",
      [["a", "{extends: [b], role: proxy, containers: [{name: c, image: i}]}"]],
      [
        'a.yaml:4:17 error spec.extends must be a DNS label (lower-case letters, digits and `-`, at most 63), not ["b"]',
      ],
    ],
  ] as const)("cannot extend %s", (_, specs, expected) => {
    const { lines } = read(...specs);
    expect(lines.map((line) => line.replace(/; did you mean "proxy"\?$/, ""))).toEqual(expected);
  });

  it("is shown what it breaks in the other one", () => {
    const { lines } = read([
      "a",
      "{extends: fluent-bit, params: {auth: {type: string, default: x}}}",
    ]);
    expect(lines).toHaveLength(2);
    expect(lines[0]).toMatch(
      /^a\.yaml:4:17 error in what template "a" extends \(templates\/fluent-bit\.yaml:\d+:\d+\): "when" needs a boolean parameter, and "auth" is of type string$/,
    );
  });

  it("shows its own faults where they stand", () => {
    const { lines } = read(
      ["a", "{extends: b, containers: [{name: d, image: $(params.x)}]}"],
      ["b", "{role: proxy, containers: [{name: c, image: i}]}"],
    );
    expect(lines).toEqual(['a.yaml:4:50 error unknown reference "$(params.x)"']);
  });

  it("knows the file and line of each part", () => {
    const { templates } = read(
      ["a", "{extends: b, volumes: [{name: v, emptyDir: {}}]}"],
      ["b", "{role: proxy, containers: [{name: c, image: i}]}"],
    );
    const [template] = templates;
    if (template === undefined) throw new Error("it is not valid");
    expect(templatePlace(template, ["spec", "containers", 0, "name"])).toMatchObject({
      file: "b.yaml",
      line: 4,
      column: 41,
    });
    expect(templatePlace(template, ["spec", "volumes", 0, "name"])).toMatchObject({
      file: "a.yaml",
      line: 4,
      column: 37,
    });
  });
});
