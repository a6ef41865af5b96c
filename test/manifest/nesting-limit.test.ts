import { describe, expect, it } from "vitest";
import { readOwnDocument } from "../../src/config/own-document.ts";
import { readWorkloads } from "../../src/manifest/read-workloads.ts";
import { builtInTemplate } from "../../src/template/built-in.ts";
import { coerce } from "../../src/template/coerce.ts";
import { readTemplateDrafts } from "../../src/template/template-draft.ts";
import { encodeText } from "../../src/text/source.ts";
import { eject, inject } from "../properties/run.ts";

const MESSAGE = "there are more than 500 levels of nesting here, and kube-sidecar reads no more";
const HELP = "nest it less deeply; a document that gets no sidecar can be left out of the input";

const POD = "kind: Pod\napiVersion: v1\nspec: {containers: [{name: web, image: web:1}]}\n";
const JSON_POD =
  '{"kind":"Pod","apiVersion":"v1","spec":{"containers":[{"name":"web","image":"web:1"}]},';

const times = (text: string, count: number) => text.repeat(Math.max(0, count));
const lines = (count: number, line: (index: number) => string) =>
  Array.from({ length: count }, (_, index) => `${line(index)}\n`).join("");

/** Documents in which the deepest mapping or list is in so many others, and in a place where it is found. */
const SHAPES: Readonly<Record<string, (levels: number) => string>> = {
  "block mappings": (levels) =>
    `${POD}x:\n${lines(levels - 1, (index) => `${times(" ", index + 1)}a:`)}${times(" ", levels)}1\n`,
  "block sequences": (levels) => `${POD}x:\n${times("- ", levels - 1)}1\n`,
  "flow sequences": (levels) => `${POD}x: ${times("[", levels - 1)}1${times("]", levels - 1)}\n`,
  "flow mappings": (levels) => `${POD}x: ${times("{a: ", levels - 1)}1${times("}", levels - 1)}\n`,
  // Each pair of brackets holds a list and a mapping of one key.
  "single pairs": (levels) =>
    `${POD}x: ${levels % 2 === 0 ? "[" : ""}${times("[a: ", Math.floor((levels - 1) / 2))}1${times("]", Math.ceil((levels - 1) / 2))}\n`,
  "JSON lists": (levels) => `${JSON_POD}"x":${times("[", levels - 1)}1${times("]", levels - 1)}}\n`,
  "JSON objects": (levels) =>
    `${JSON_POD}"x":${times('{"a":', levels - 1)}1${times("}", levels - 1)}}\n`,
  "an alias": (levels) =>
    `${POD}x:\n- &a ${times("[", 200)}1${times("]", 200)}\n- ${times("[", levels - 202)}*a${times("]", levels - 202)}\n`,
  "aliases of aliases": (levels) =>
    `${POD}x:\n- &a0 [1]\n${lines(levels - 3, (index) => `- &a${index + 1} [*a${index}]`)}`,
  "merge keys": (levels) =>
    `${POD}x:\n- &a0 {k: 1}\n${lines(levels - 3, (index) => `- &a${index + 1} {<<: *a${index}}`)}`,
};

const template = builtInTemplate("statsd-exporter");
if (template === undefined) throw new Error("there is no statsd-exporter");

describe.each(Object.entries(SHAPES))("%s", (_, shape) => {
  it.each([499, 500])("of %i levels are read", (levels) => {
    const text = encodeText(shape(levels));
    const injected = inject(text, template);
    expect(injected.workloads.map(({ status }) => status)).toEqual(["injected"]);
    expect(eject(injected.output).output).toBe(text);
  });

  it.each([501, 3000])("of %i levels are refused", (levels) => {
    const text = encodeText(shape(levels));
    expect(problemsIn(text)).toEqual([`${MESSAGE} / ${HELP}`]);
    expect(inject(text, template)).toMatchObject({ done: false, output: text });
  });
});

describe("100,000 levels", () => {
  it.each([
    "block sequences",
    "flow sequences",
    "flow mappings",
    "single pairs",
    "JSON lists",
    "JSON objects",
    "an alias",
  ])("of %s are refused as soon as they are too many", (name) => {
    const text = encodeText(SHAPES[name]?.(100_000) ?? "");
    expect(problemsIn(text)).toEqual([`${MESSAGE} / ${HELP}`]);
  });

  it("of keys that are mappings are refused before they fill the stack", () => {
    expect(problemsIn(encodeText(`${POD}${"? ".repeat(100_000)}a\n`))).toEqual([
      `${MESSAGE} / ${HELP}`,
    ]);
  });

  it("that are text are no levels", () => {
    const brackets = "[{".repeat(50_000);
    const text = encodeText(
      `${POD}a: '${brackets}'\nb: "${brackets}"\nc: |\n  ${brackets}\nd: x${brackets} # ${brackets}\n`,
    );
    expect(inject(text, template).done).toBe(true);
  });

  it("are copied in a document that need not be read", () => {
    const other = encodeText(`kind: ConfigMap\napiVersion: v1\nx: ${"[".repeat(100_000)}\n---\n`);
    const text = encodeText(`${other}${POD}`);
    const injected = inject(text, template);
    expect(injected.done).toBe(true);
    expect(injected.output.slice(0, other.length)).toBe(other);
  });
});

describe("a file of ours with 501 levels", () => {
  const nested = `${"[".repeat(499)}1${"]".repeat(499)}`;
  const source = {
    path: "own.yaml",
    text: encodeText(`kind: SidecarTemplate\nspec: {x: ${nested}}\n`),
  };

  it("is refused as a config or a file of values", () => {
    const [problem] = readOwnDocument(source).problems;
    expect(problem).toMatchObject({ message: MESSAGE, help: HELP });
    expect(problem?.place).toMatchObject({ line: 2, column: 509 });
  });

  it("is refused as a template", () => {
    const [problem] = readTemplateDrafts(source).problems;
    expect(problem).toMatchObject({ message: MESSAGE, help: HELP });
  });

  it("is no value of a parameter", () => {
    const text = `${"[".repeat(501)}${"]".repeat(501)}`;
    expect(coerce(text, "array")).toBe(text);
    expect(coerce(text.slice(1, -1), "array")).not.toBe(text.slice(1, -1));
  });
});

function problemsIn(text: ReturnType<typeof encodeText>): readonly string[] {
  const { problems } = readWorkloads({ path: "in.yaml", text }, [], { include: ["incomplete"] });
  return problems.map(({ message, help }) => `${message} / ${help}`);
}
