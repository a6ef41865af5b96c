// Lists are addressed by name, and names can repeat, be missing or stand for something nearly the same. Whatever checks are
// silenced or lowered: what is written is the manifest and what the report says, and it comes out again; or nothing is written.

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { applyEdits } from "../../src/text/edit.ts";
import { encodeText } from "../../src/text/source.ts";
import { tryProperty } from "../try-property.ts";
import { addedTwins } from "./added-twins.ts";
import { type KeyedManifest, keyedManifests } from "./keyed-manifests.ts";
import { patched, valuesOf } from "./oracle.ts";
import { eject, injectUnder, type Result, updateUnder } from "./run.ts";
import { templatesNamed } from "./templates.ts";

// Reading a template takes longer than all that is done with it here.
const agent = fc.constantFrom(...fc.sample(templatesNamed("agent"), { numRuns: 40, seed: 1 }));

describe("lists in which names repeat, are missing or are nearly the same", () => {
  it("get what the report says, and nothing that cannot come out again", () => {
    let done = 0;
    const runs = tryProperty(
      fc.property(keyedManifests, agent, ({ text, settings }, template) => {
        const injected = injectUnder(settings, text, template);
        if (!expectWritten({ text, settings }, injected)) return;
        done++;
        const again = injectUnder(settings, injected.output, template);
        expect(again.done).toBe(true);
        expect(again.output).toBe(injected.output);
        expectEjected(injected.output, text);
      }),
      40,
    );
    // Neither are all refused, nor none.
    expect(done / runs).toBeGreaterThan(0.05);
    expect(done / runs).toBeLessThan(0.9);
  });

  it("get an update as they get a new injection", () => {
    let done = 0;
    tryProperty(
      fc.property(keyedManifests, agent, agent, ({ text, settings }, one, two) => {
        const first = injectUnder(settings, text, one);
        if (!first.done) return;
        const updated = updateUnder(settings, first.output, two);
        expect(updated.done).toBe(injectUnder(settings, text, two).done);
        if (!expectWritten({ text: first.output, settings }, updated)) return;
        done++;
        expectEjected(updated.output, text);
      }),
      40,
    );
    expect(done).toBeGreaterThan(0);
  });

  it("keep everything where an injected item has a twin since", () => {
    let done = 0;
    tryProperty(
      fc.property(keyedManifests, agent, fc.nat(), ({ text, settings }, template, which) => {
        const injected = injectUnder(settings, text, template);
        if (!injected.done) return;
        const twinned = withTwin(injected, which);
        if (twinned === undefined) return;
        done++;
        for (const result of [eject(twinned), injectUnder(settings, twinned, template)]) {
          expect(result.done).toBe(false);
          expect(result.output).toBe(twinned);
        }
      }),
      40,
    );
    expect(done).toBeGreaterThan(0);
  });
});

/** Tells whether something was written, and expects that it is right, or that nothing was written. */
function expectWritten({ text }: KeyedManifest, result: Result): boolean {
  if (!result.done) {
    expect(result.output).toBe(text);
    return false;
  }
  expect(result.output).toBe(applyEdits(text, result.edits));
  const before = valuesOf(text);
  const after = valuesOf(result.output);
  expect(after).toEqual(patched(before, result.workloads));
  expect(addedTwins(before, after)).toEqual([]);
  return true;
}

function expectEjected(output: Result["output"], text: Result["output"]): void {
  const ejected = eject(output);
  expect(ejected.findings).toEqual([]);
  expect(ejected.output).toBe(text);
}

/** Returns the manifest, as JSON, with a second item of the name of one that was injected; undefined where there is none. */
function withTwin({ output, workloads }: Result, which: number): Result["output"] | undefined {
  const [report] = workloads;
  const items = (report?.patch ?? []).filter(
    ({ op, path }) =>
      op === "add" &&
      /\/(?:containers|initContainers|volumes|env|volumeMounts)\/[0-9]+$/.test(path),
  );
  const item = items[which % (items.length || 1)];
  if (item === undefined || report === undefined) return undefined;
  const list = item.path.slice(0, item.path.lastIndexOf("/"));
  const value = "value" in item ? item.value : null;
  const twin = { op: "add", path: `${list}/0`, value } as const;
  const [twinned] = patched(valuesOf(output), [{ ...report, patch: [twin] }]);
  return encodeText(JSON.stringify(twinned));
}
