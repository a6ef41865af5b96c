// What this program reads in a manifest is what kubectl reads, or the manifest is refused. Where kustomize reads something else
// (YAML 1.2), an injection keeps that as well.

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readOutline, splitDocuments } from "../src/manifest/documents.ts";
import { valueOfNode } from "../src/manifest/node-value.ts";
import { isMap, type Value } from "../src/manifest/value.ts";
import { textOfBytes } from "../src/text/source.ts";
import { inputOf, successfulCases } from "./golden/case.ts";
import { injectedCase } from "./golden/runs.ts";
import { READ_TEXTS, REFUSED_TEXTS } from "./manifest/refused-texts.ts";
import { goReaders, type Readings, readWithGo } from "./oracle/go-readers.ts";
import { type Json, type ObjectPatch, patched } from "./oracle/json-patch.ts";
import { mutateText, textMutations } from "./properties/text-mutations.ts";
import { tryProperty } from "./try-property.ts";

const MINUTES = 60_000;
const FIXTURES = join(import.meta.dirname, "../fixtures");

/** Long ones make a run slow, and are like the others. */
const LONGEST = 3000;

/** The first run of a machine builds the program. */
const program = goReaders();

describe.skipIf(program === undefined)("readers", () => {
  it("of kubectl and of ours agree on all fixtures, or ours refuses", {
    timeout: 10 * MINUTES,
  }, () => {
    const streams = fixtures().map((text) => Buffer.from(text, "latin1"));
    expect(streams.length).toBeGreaterThan(1000);
    const read = compared(streams);
    expect(read).toBeGreaterThan(0.98 * streams.length);
  });

  it("agree on fixtures that were changed at random", { timeout: 10 * MINUTES }, () => {
    const texts = fixtures().filter((text) => text.length < LONGEST);
    const changed = fc
      .tuple(fc.constantFrom(...texts), textMutations)
      .map(([text, mutations]) => Buffer.from(mutateText(text, mutations), "latin1"));
    tryProperty(
      // The error names the stream; to make the others shorter would take long.
      fc.property(fc.noShrink(fc.array(changed, { minLength: 100, maxLength: 100 })), (streams) => {
        compared(streams);
      }),
      7,
    );
  });

  it("refuse what ours says that kubectl refuses", () => {
    const said = REFUSED_TEXTS.filter(({ fault }) =>
      /kubectl (?:refuses it$|does not read)/.test(fault),
    );
    const read = readings(said.map(({ text }) => Buffer.from(text, "latin1")));
    for (const [index, { name }] of said.entries()) {
      expect(read[index]?.kubectl.error, name).toBeDefined();
    }
    expect(said.length).toBeGreaterThan(10);
  });

  it("read what ours reads at the limits", () => {
    const streams = READ_TEXTS.map(({ text }) => Buffer.from(text, "latin1"));
    expect(compared(streams)).toBe(streams.length);
  });

  it("find in what was injected the input and what the plan adds", {
    timeout: 10 * MINUTES,
  }, async () => {
    const cases = successfulCases("inject");
    const outputs: Buffer[] = [];
    for (const golden of cases) outputs.push((await injectedCase(golden)).manifest);
    const patches = await Promise.all(
      cases.map(async (golden) => (await injectedCase(golden)).patches),
    );
    const before = readings(cases.map(inputOf));
    const after = readings(outputs);
    let compared = 0;
    for (const [index, { name }] of cases.entries()) {
      for (const reader of ["kubectl", "kustomize"] as const) {
        const input = before[index]?.[reader];
        // What stands behind a value of JSON is nothing to kustomize.
        const isWhole = input?.values.length === before[index]?.kubectl.values.length;
        if (input === undefined || input.error !== undefined || !isWhole) continue;
        const planned = withPatches(input.values, patches[index] ?? []);
        expect(after[index]?.[reader], `${name}, ${reader}`).toEqual({ values: planned });
        compared++;
      }
    }
    expect(compared).toBeGreaterThan(300);
  });
});

function withPatches(values: readonly Json[], patches: readonly ObjectPatch[]): readonly Json[] {
  const planned = structuredClone([...values]);
  for (const { document, item, patch } of patches) {
    const path = item === undefined ? "" : `/items/${item}`;
    const operations = patch.map((operation) => ({ ...operation, path: path + operation.path }));
    planned[document] = patched(planned[document] ?? null, operations);
  }
  return planned;
}

function readings(streams: readonly Buffer[]): readonly Readings[] {
  return readWithGo(program ?? "", streams);
}

/** Returns how many of the streams were read. Throws for one that is read as kubectl does not read it. */
function compared(streams: readonly Buffer[]): number {
  const all = readings(streams);
  const ours = streams.map(ourValues);
  for (const [index, values] of ours.entries()) {
    if (values === undefined || isDeepStrictEqual({ values }, all[index]?.kubectl)) continue;
    const stream = streams[index]?.toString("latin1");
    expect({ values, stream }).toEqual({ ...all[index]?.kubectl, stream });
  }
  return ours.filter((values) => values !== undefined).length;
}

/** Returns the values of a stream that are not null, as the rest of the program gets them; undefined if it is refused. */
function ourValues(stream: Buffer): readonly Json[] | undefined {
  const { documents, faults } = splitDocuments({ path: "in.yaml", text: textOfBytes(stream) });
  if (faults.length > 0) return undefined;
  const values: Json[] = [];
  for (const document of documents) {
    const outline = readOutline(document);
    if ("message" in outline) return undefined;
    const value = valueOfNode(outline.root);
    if (value !== null) values.push(exact(value));
  }
  return values;
}

/** As the Go program writes integers that JavaScript does not hold exactly. */
function exact(value: Value): Json {
  if (typeof value === "bigint") return { integer: value.toString() };
  if (typeof value === "number") {
    const isLong = Number.isInteger(value) && !Number.isSafeInteger(value);
    return isLong && Math.abs(value) < 1e21 ? { integer: value.toString() } : value + 0;
  }
  if (Array.isArray(value)) return value.map(exact);
  if (!isMap(value)) return value as Json;
  return Object.fromEntries(Object.entries(value).map(([key, field]) => [key, exact(field)]));
}

function fixtures(): readonly string[] {
  const paths = readdirSync(FIXTURES, { recursive: true, encoding: "utf8" });
  const manifests = paths.filter((path) => /\.(?:ya?ml|json)$/.test(path));
  return manifests.map((path) => readFileSync(join(FIXTURES, path), "latin1"));
}
