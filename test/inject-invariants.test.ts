// What holds for every injection, over all golden cases that succeed, each in several forms. The oracles of
// test/oracle/ share no code with the program.

import { describe, expect, it } from "vitest";
import { parseAllDocuments } from "yaml";
import { inputOf, successfulCases } from "./golden/case.ts";
import { type CaseRuns, commandRuns, preparedRuns } from "./golden/runs.ts";
import { VARIANTS } from "./golden/variants.ts";
import { lostLines, lostValues } from "./oracle/additions.ts";
import { type Json, type ObjectPatch, type Operation, patched } from "./oracle/json-patch.ts";
import { readerFor } from "./oracle/read-manifest.ts";

const MARKER = "kube-sidecar.dev/injected";

// The readers of JavaScript take !!omap for something else than kubectl, whose own reader test/readers.test.ts asks.
const successful = successfulCases("inject").filter(
  ({ name }) => name !== "tag-of-ordered-mapping",
);

it("has cases to look at", () => {
  expect(successful.length).toBeGreaterThan(40);
});

describe.each(successful)("$name", (golden) => {
  // What the variants are compared with.
  let output: Buffer;

  it("holds as it stands", async () => {
    output = await holds(commandRuns(golden), inputOf(golden));
  });

  for (const { name, of } of VARIANTS) {
    const input = of(inputOf(golden));
    it.runIf(input !== undefined)(`holds ${name}`, async () => {
      const actual = await holds(await preparedRuns(golden), input ?? Buffer.of());
      const expected = of(output);
      if (expected !== undefined) expect(withoutCr(actual)).toBe(withoutCr(expected));
    });
  }
});

/** Checks all that has to hold of an injection, and returns its output. */
async function holds(runs: CaseRuns, input: Buffer): Promise<Buffer> {
  const { manifest: output, patches } = await runs.inject(input);
  expectParses(output);
  expectPatch(input, output, patches);
  expect(text((await runs.inject(output)).manifest)).toBe(text(output));
  const bare = await runs.eject(output);
  if (input.includes(MARKER)) {
    // An earlier run has been here: both its traces and those of this one go.
    expect(text(bare)).toBe(text(await runs.eject(input)));
  } else {
    expect(text(bare)).toBe(text(input));
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

/** The text that was written says what the plan says: its JSON patch, applied to the input by another reader. */
function expectPatch(input: Buffer, output: Buffer, patches: readonly ObjectPatch[]): void {
  const read = readerFor(input);
  const expected = read(input).map((document, index) =>
    patches
      .filter((entry) => entry.document === index)
      .reduce<Json>((value, { item, patch }) => patched(value, within(item, patch)), document),
  );
  expect(read(output)).toEqual(expected);
}

function within(item: ObjectPatch["item"], patch: readonly Operation[]): readonly Operation[] {
  const list = [item ?? []].flat().map((index) => `/items/${index}`);
  return patch.map((operation) => ({ ...operation, path: list.join("") + operation.path }));
}

function expectAdditionsOnly(input: Buffer, output: Buffer): void {
  const read = readerFor(input);
  expect(lostLines(text(input), text(output))).toEqual([]);
  expect(lostValues([...read(input)], [...read(output)])).toEqual([]);
}
