// What holds for every injection, over all golden cases that succeed, each in several forms. The oracles of
// test/oracle/ share no code with the program.

import { describe, expect, it } from "vitest";
import { parseAllDocuments } from "yaml";
import { ejectFrom, type GoldenCase, injectInto, inputOf, successfulCases } from "./golden/case.ts";
import { VARIANTS } from "./golden/variants.ts";
import { lostLines, lostValues } from "./oracle/additions.ts";
import { type Json, type ObjectPatch, type Operation, patched } from "./oracle/json-patch.ts";
import { readerFor } from "./oracle/read-manifest.ts";

const MARKER = "kube-sidecar.dev/injected";
const AS_IT_STANDS = { name: "as it stands", of: (manifest: Buffer) => manifest };

const successful = successfulCases("inject");

it("has cases to look at", () => {
  expect(successful.length).toBeGreaterThan(40);
});

describe.each(successful)("$name", (golden) => {
  for (const { name, of } of [AS_IT_STANDS, ...VARIANTS]) {
    const input = of(inputOf(golden));
    it.runIf(input !== undefined)(`holds ${name}`, async () => {
      const output = await holds(golden, input ?? Buffer.of());
      const { stdout } = await injectInto(golden, inputOf(golden));
      const expected = of(stdout);
      if (expected !== undefined) expect(withoutCr(output)).toBe(withoutCr(expected));
    });
  }
});

/** Checks all that has to hold of an injection, and returns its output. */
async function holds(golden: GoldenCase, input: Buffer): Promise<Buffer> {
  const { stdout: output, stderr, code } = await injectInto(golden, input);
  expect(code, stderr).toBe(0);
  expectParses(output);
  await expectPatch(golden, input, output);
  await expectIdempotent(golden, output);
  const bare = await ejectFrom(golden, output);
  expect(bare.code, bare.stderr).toBe(0);
  if (input.includes(MARKER)) {
    // An earlier run has been here: both its traces and those of this one go.
    const { stdout } = await ejectFrom(golden, input);
    expect(text(bare.stdout)).toBe(text(stdout));
  } else {
    expect(text(bare.stdout)).toBe(text(input));
    expectAdditionsOnly(input, output);
  }
  return output;
}

/** The marker holds the end of line of an empty value that was written over lines, as an escape. */
function withoutCr(bytes: Buffer): string {
  return text(bytes).replaceAll("\\r", "");
}

/** Bytes, one character each: a difference is shown as text. */
function text(bytes: Buffer): string {
  return bytes.toString("latin1");
}

function expectParses(output: Buffer): void {
  if (/^\s*\{/m.test(output.toString())) return; // JSON values behind each other are no YAML.
  const options = { merge: true, uniqueKeys: false, logLevel: "silent" } as const;
  const parsed = parseAllDocuments(output.toString().replaceAll("\n\ufeff", "\n"), options);
  expect("empty" in parsed ? [] : parsed.flatMap(({ errors }) => errors)).toEqual([]);
}

async function expectIdempotent(golden: GoldenCase, output: Buffer): Promise<void> {
  const again = await injectInto(golden, output);
  expect(again.code, again.stderr).toBe(0);
  expect(text(again.stdout)).toBe(text(output));
}

/** The text that was written says what the plan says: `-o json-patch`, applied to the input by another reader. */
async function expectPatch(golden: GoldenCase, input: Buffer, output: Buffer): Promise<void> {
  const run = await injectInto(golden, input, ["-o", "json-patch"]);
  expect(run.code, run.stderr).toBe(0);
  const read = readerFor(input);
  const patches: readonly ObjectPatch[] = JSON.parse(run.stdout.toString());
  const expected = read(input).map((document, index) =>
    patches
      .filter((entry) => entry.document === index)
      .reduce<Json>((value, { item, patch }) => patched(value, within(item, patch)), document),
  );
  expect(read(output)).toEqual(expected);
}

function within(item: number | undefined, patch: readonly Operation[]): readonly Operation[] {
  if (item === undefined) return patch;
  return patch.map((operation) => ({ ...operation, path: `/items/${item}${operation.path}` }));
}

function expectAdditionsOnly(input: Buffer, output: Buffer): void {
  const read = readerFor(input);
  expect(lostLines(text(input), text(output))).toEqual([]);
  expect(lostValues([...read(input)], [...read(output)])).toEqual([]);
}
