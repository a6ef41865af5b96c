// What holds for every injection, over all golden cases that succeed, each in several forms. The oracles of
// test/oracle/ share no code with the program.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { type GoldenCase, inputOf, successfulCases } from "./golden/case.ts";
import {
  type CaseRuns,
  commandRuns,
  type Injected,
  injectedCase,
  preparedRuns,
} from "./golden/runs.ts";
import { variantsToTry } from "./golden/variants.ts";
import { lostLines, lostValues } from "./oracle/additions.ts";
import { type Json, type ObjectPatch, type Operation, patched } from "./oracle/json-patch.ts";
import { readerFor } from "./oracle/read-manifest.ts";
import { isLongRun } from "./try-property.ts";

const MARKER = "kube-sidecar.dev/injected";
const update = process.env["UPDATE_GOLDENS"] === "1";

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
    const { inject, eject } = isLongRun ? commandRuns(golden) : await preparedText(golden);
    output = await holds(inputOf(golden), {
      inject: () => injectedCase(golden),
      again: inject,
      eject,
    });
    // What the whole command makes of the input; test/inject.test.ts compares it, or writes it.
    const path = join(golden.folder, golden.output);
    if (!update) expect(text(output)).toBe(readFileSync(path, "latin1"));
  });

  for (const { name, of, input } of variantsToTry(golden.name, inputOf(golden))) {
    it(`holds ${name}`, async () => {
      const { inject } = await preparedRuns(golden);
      const { inject: again, eject } = await preparedText(golden);
      const actual = await holds(input, { inject, again, eject });
      const expected = of(output);
      if (expected !== undefined) expect(withoutCr(actual)).toBe(withoutCr(expected));
    });
  }
});

async function preparedText(golden: GoldenCase): Promise<CaseRuns<Buffer>> {
  const { inject, eject } = await preparedRuns(golden);
  return { inject: async (manifest) => (await inject(manifest)).manifest, eject };
}

interface Runs {
  readonly inject: (input: Buffer) => Promise<Injected>;
  /** Injects once more, into what the first injection has made. */
  readonly again: (output: Buffer) => Promise<Buffer>;
  readonly eject: (manifest: Buffer) => Promise<Buffer>;
}

/** Checks all that has to hold of an injection, and returns its output. */
async function holds(input: Buffer, runs: Runs): Promise<Buffer> {
  const { manifest: output, patches } = await runs.inject(input);
  expectPatch(input, output, patches);
  expect(text(await runs.again(output))).toBe(text(output));
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
  return text(bytes).replaceAll(/\\+r/g, "");
}

/** Bytes, one character each: a difference is shown as text. */
function text(bytes: Buffer): string {
  return bytes.toString("latin1");
}

/**
 * The text that was written can be read, and says what the plan says: its JSON patch, applied to the input by another
 * reader.
 */
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
