// What people write into a manifest between an injection and an ejection stays, and nothing else does. The same lines
// are written into the manifest and into what was injected into it: ejecting the second has to give the first.

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { applyEdits, type TextEdit } from "../../src/text/edit.ts";
import { type ByteText, encodeText } from "../../src/text/source.ts";
import { tryProperty } from "../try-property.ts";
import { type Choices, choiceBytes, choicesFrom } from "./choices.ts";
import { objects } from "./manifests.ts";
import { patched, valuesOf } from "./oracle.ts";
import { printStream } from "./print-stream.ts";
import { eject, inject, update } from "./run.ts";
import { templatesNamed } from "./templates.ts";

const manifests = fc
  .tuple(fc.array(objects, { minLength: 1, maxLength: 2 }), choiceBytes)
  .map(([values, bytes]) => printStream(values, bytes));

const agent = templatesNamed("agent");

describe("what is written between an injection and an ejection", () => {
  it("stays, and what was injected goes", () => {
    let written = 0;
    const runs = tryProperty(
      fc.property(manifests, agent, choiceBytes, (text, template, bytes) => {
        const injected = inject(text, template);
        if (!injected.done || injected.edits.length === 0) return;
        const lines = writeLines(text, injected.edits, choicesFrom(bytes));
        if (lines === undefined) return;
        written++;
        const { expected, edited } = lines;
        const ejected = eject(edited);
        expect(ejected.findings).toEqual([]);
        expect(ejected.output).toBe(expected);
      }),
      50,
    );
    expect(written / runs).toBeGreaterThan(0.2);
  });

  it("stays through an update, which says what a new injection would", () => {
    let done = 0;
    const runs = tryProperty(
      fc.property(manifests, agent, agent, choiceBytes, (text, one, two, bytes) => {
        const first = inject(text, one);
        if (!first.done || first.edits.length === 0) return;
        const lines = writeLines(text, first.edits, choicesFrom(bytes));
        if (lines === undefined) return;
        const { expected, edited } = lines;
        const updated = update(edited, two);
        const anew = inject(expected, two);
        expect(updated.done).toBe(anew.done);
        if (!updated.done) return;
        done++;
        expect(sorted(valuesOf(updated.output))).toEqual(sorted(valuesOf(anew.output)));
        expect(valuesOf(updated.output)).toEqual(patched(valuesOf(edited), updated.workloads));
        expect(inject(updated.output, two).output).toBe(updated.output);
        expect(eject(updated.output).output).toBe(expected);
      }),
      50,
    );
    expect(done / runs).toBeGreaterThan(0.2);
  });
});

const WRITTEN: readonly [string, ...string[]] = ["# since\n", "\n", "      # deep\n", "   \n"];

/** Lines that are written into a manifest, and into the same manifest with sidecars in it. */
interface WrittenLines {
  readonly expected: ByteText;
  readonly edited: ByteText;
}

/** Returns both texts with some lines in them that change nothing that was there, away from what edits replace. */
function writeLines(
  text: ByteText,
  edits: readonly TextEdit[],
  choices: Choices,
): WrittenLines | undefined {
  const { pick, oneOf, chance } = choices;
  const starts = [...text.matchAll(/\n(?=.)/gs)].map(({ index }) => index + 1);
  const free = starts.filter((at) =>
    edits.every(({ start, end }) => at < start || at > end || (start === end && at === start)),
  );
  const chosen = new Set(Array.from({ length: 1 + pick(4) }, () => free[pick(free.length || 1)]));
  const lines = [...chosen]
    .filter((at) => at !== undefined)
    .toSorted((a, b) => a - b)
    .map((at, index): TextEdit => {
      const indent = /^ */.exec(text.slice(at))?.[0] ?? "";
      const line = chance(40) ? `${indent}x-written-${index}: since\n` : oneOf(WRITTEN);
      return { start: at, end: at, insert: encodeText(line) };
    });
  const before = { text: said(text), injected: said(applyEdits(text, edits)) };
  const written = (some: readonly TextEdit[]): WrittenLines => ({
    expected: applyEdits(text, some),
    edited: applyEdits(text, merged(edits, some, chance(50) ? "before" : "behind")),
  });
  // A comment makes YAML of JSON, and some characters in quotes are refused there.
  const isHarmless = ({ expected, edited }: WrittenLines) =>
    said(expected) === before.text && said(edited) === before.injected && eject(expected).done;
  // Some of the lines may be harmless where all of them are not.
  return [lines, ...lines.map((line) => [line])].map(written).find(isHarmless);
}

/** Returns what a text says, without what was written into it; undefined where it says nothing that can be read. */
function said(text: ByteText): string | undefined {
  try {
    return JSON.stringify(valuesOf(text))
      .replaceAll(/"x-written-\d":"since",?/g, "")
      .replaceAll(",}", "}");
  } catch {
    return undefined;
  }
}

/** Where both stand at one offset, the lines go before what is injected, or behind it. */
function merged(
  edits: readonly TextEdit[],
  lines: readonly TextEdit[],
  side: "before" | "behind",
): readonly TextEdit[] {
  const all = side === "before" ? [...lines, ...edits] : [...edits, ...lines];
  return all.toSorted((a, b) => a.start - b.start);
}

/** Only containers have an order: an update leaves the items of other lists where they are. */
function sorted(value: unknown, key = ""): unknown {
  if (Array.isArray(value)) {
    const items = value.map((item) => sorted(item));
    if (/^(?:initC|c)ontainers$/.test(key)) return items;
    return items.toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
  }
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name]) => name !== "kube-sidecar.dev/injected")
      .map(([name, field]) => [name, sorted(field, name)] as const)
      .toSorted(([a], [b]) => (a < b ? -1 : 1)),
  );
}
