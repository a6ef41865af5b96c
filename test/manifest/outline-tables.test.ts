import { describe, expect, it } from "vitest";
import { canonicalValue } from "../../src/manifest/canonical-value.ts";
import { isFault, readOutline, splitDocuments } from "../../src/manifest/documents.ts";
import { expandedSize } from "../../src/manifest/expanded-size.ts";
import { outlineJson } from "../../src/manifest/json-outline.ts";
import { valueOfNode } from "../../src/manifest/node-value.ts";
import type { Node } from "../../src/manifest/outline.ts";
import { placeOfField } from "../../src/manifest/place-of-path.ts";
import { refusedPlain } from "../../src/manifest/refused-plain.ts";
import { hasType, nounOfType, type SchemaType } from "../../src/manifest/schema-type.ts";
import type { Value } from "../../src/manifest/value.ts";
import { outlineYaml } from "../../src/manifest/yaml-outline.ts";
import { encodeText } from "../../src/text/source.ts";
import { podWith } from "../lint/pod-with.ts";

function rootOf(yaml: string): Node {
  const text = encodeText(yaml);
  const result = outlineYaml(text, 0, text.length);
  if (isFault(result)) throw new Error(result.message);
  return result.root;
}

function readJson(json: string): Value | string {
  const text = encodeText(json);
  const result = outlineJson(text, 0, text.length);
  return "message" in result
    ? `${result.offset}: ${result.message}`
    : valueOfNode(result.outline.root);
}

describe("a value of JSON", () => {
  it.each<[string, Value]>([
    ["true", true],
    ["false", false],
    ["null", null],
    ["0", 0],
    ["-0.5", -0.5],
    ["10", 10],
    ["1e3", 1000],
    ['"\\u00e9\\n\\/"', "é\n/"],
  ])("can be %s", (json, value) => {
    expect(readJson(json)).toEqual(value);
    expect(readJson(`{"a": [${json}]}`)).toEqual({ a: [value] });
  });

  it.each([
    ["01", "0: expected a value"],
    ["nil", "0: expected a value"],
    ['"\\u12"', "0: this string is not valid or not closed"],
    ['"\\x"', "0: this string is not valid or not closed"],
  ])("cannot be %s", (json, fault) => {
    expect(readJson(json)).toBe(fault);
  });
});

describe("a text of YAML that looks like a number", () => {
  it.each<[string, Value]>([
    ["5", 5],
    ["!!str 5", "5"],
    ["'5'", "5"],
    ['"5"', "5"],
    ["|-\n  5", "5"],
    [">-\n  5", "5"],
  ])("is, as %j, %j", (yaml, value) => {
    expect(valueOfNode(rootOf(`a: ${yaml}\n`))).toEqual({ a: value });
  });
});

describe("the style of a scalar", () => {
  it.each([
    ["x", "plain"],
    ["'x'", "single"],
    ['"x"', "double"],
    ["|\n  x", "block"],
    [">\n  x", "block"],
  ])("of %j is %s", (yaml, style) => {
    const root = rootOf(`a: ${yaml}\n`);
    const [entry] = root.type === "map" ? root.entries : [];
    expect(entry?.value).toMatchObject({ type: "scalar", style });
  });
});

describe("a plain scalar above a tab", () => {
  const faultOf = (spaces: number) => {
    const text = encodeText(`b${"\n".repeat(spaces)}\tc`);
    return refusedPlain({ start: 0, end: 1 }, { text, brackets: 0, column: 0, hasTabs: true });
  };

  it("is refused where the tab is near", () => {
    expect(faultOf(999)).toBeDefined();
    expect(faultOf(1000)).toBeUndefined();
  });
});

describe("expandedSize", () => {
  it.each([
    ["a", 1],
    ["~", 1],
    ["[a, b]", 3],
    ["{a: }", 3],
    ["{a: &x [1, ~], b: *x}", 9],
  ])("of %s is %i", (yaml, size) => {
    expect(expandedSize(rootOf(yaml), new Map())).toBe(size);
  });
});

describe("directives and comments alone", () => {
  it.each([
    ["%YAML 1.2\n---\na: 1\n", 1],
    ["%YAML 1.2\n# a comment\n---\na: 1\n", 1],
    ["%YAML 1.2\n  # a comment\r\n\r\n---\na: 1\n", 1],
    ["%YAML 1.2\nb: 1\n---\na: 1\n", 2],
  ])("are no document: %j", (text, count) => {
    const { documents } = splitDocuments({ path: "in.yaml", text: encodeText(text) });
    expect(documents).toHaveLength(count);
  });
});

describe("placeOfField", () => {
  const text = "a:\n  list:\n  - 1\n  map:\n    b: 1\n  flow: [1]\n  text: x\n";
  it.each([
    ["list", "2:3"],
    ["map", "4:3"],
    ["flow", "6:9"],
    ["text", "7:9"],
  ])("is of the key where the value takes lines of its own: %s", (key, expected) => {
    const source = { path: "in.yaml", text: encodeText(text) };
    const [document] = splitDocuments(source).documents;
    const outline = document === undefined ? undefined : readOutline(document);
    if (outline === undefined || isFault(outline)) throw new Error("the text is YAML");
    const { line, column } = placeOfField(source, outline.root, ["a", key]);
    expect(`${line}:${column}`).toBe(expected);
  });
});

describe("the port of a container", () => {
  it.each([
    [1, [1]],
    [40_000, [40_000]],
    [65_535, [65_535]],
    [65_536, []],
    [0, []],
  ])("can be %i: %j", (containerPort, numbers) => {
    const { containers } = podWith({
      containers: [{ name: "web", image: "i", ports: [{ containerPort }] }],
    });
    const found = containers.flatMap(({ ports }) => ports.map(({ number }) => number));
    expect(found).toEqual(numbers);
  });
});

describe("a type of a schema", () => {
  it.each<[SchemaType, string, Value, Value]>([
    ["null", "null", null, false],
    ["boolean", "true or false", false, "false"],
    ["integer", "an integer", 1, 1.5],
    ["number", "a number", 1.5, "1.5"],
    ["string", "a string", "", null],
    ["array", "a list", [], {}],
    ["object", "a mapping", {}, []],
  ])("%s is called %s", (type, noun, value, other) => {
    expect(nounOfType(type)).toBe(noun);
    expect([hasType(value, [type]), hasType(other, [type])]).toEqual([true, false]);
  });
});

describe("a field of which what is null says nothing", () => {
  it("is volumeDevices", () => {
    const device = { name: "disk", devicePath: "/dev/xvda" };
    expect(canonicalValue("volumeDevices", [{ ...device, readOnly: null }])).toEqual([device]);
    expect(canonicalValue("other", [{ ...device, readOnly: null }])).not.toEqual([device]);
  });
});
