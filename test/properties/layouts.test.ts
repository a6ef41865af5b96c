import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ByteText } from "../../src/text/source.ts";
import { tryProperty } from "../try-property.ts";
import { choiceBytes } from "./choices.ts";
import { objects } from "./manifests.ts";
import { patched, valuesOf } from "./oracle.ts";
import { printStream } from "./print-stream.ts";
import { eject, inject, type Result } from "./run.ts";
import { templatesNamed } from "./templates.ts";

const manifests = fc
  .tuple(fc.array(objects, { minLength: 1, maxLength: 3 }), choiceBytes)
  .map(([values, bytes]) => ({ values, text: printStream(values, bytes) }));

const agent = templatesNamed("agent");
const relay = templatesNamed("relay");

/** What an edit may take away: nothing, a value that says nothing, or a bracket of the wrong kind around nothing. */
const NOTHING = /^[ \t]*(?:~|null|Null|NULL|\[\s*\]|\{\s*\}|[[\]{}])?[ \t]*$/;

function expectSound(text: ByteText, result: Result): void {
  for (const { start, end } of result.edits) expect(text.slice(start, end)).toMatch(NOTHING);
  expect(valuesOf(result.output)).toEqual(patched(valuesOf(text), result.workloads));
}

describe("random layouts of manifests", () => {
  it("are what they are meant to be", () => {
    tryProperty(
      fc.property(manifests, ({ values, text }) => {
        expect(valuesOf(text)).toEqual(values);
      }),
      30,
    );
  });

  it("keep every byte, get the planned value, and come back", () => {
    let done = 0;
    const runs = tryProperty(
      fc.property(manifests, agent, ({ text }, template) => {
        const injected = inject(text, template);
        if (!injected.done) {
          expect(injected.output).toBe(text);
          return;
        }
        done++;
        expectSound(text, injected);
        expect(inject(injected.output, template).output).toBe(injected.output);
        expect(eject(injected.output).output).toBe(text);
      }),
      30,
    );
    expect(done / runs).toBeGreaterThan(0.2);
  });

  it("come back whatever the order in which two templates come and go", () => {
    let done = 0;
    const runs = tryProperty(
      fc.property(manifests, agent, relay, ({ text }, one, two) => {
        const both = inject(text, one, two);
        const first = inject(text, one);
        const second = first.done ? inject(first.output, two) : first;
        if (!both.done || !second.done) return;
        done++;
        expectSound(text, both);
        expectSound(first.output, { ...second, edits: [] });
        expect(inject(both.output, two).output).toBe(both.output);
        expect(inject(second.output, one, two).output).toBe(second.output);
        for (const { output } of [both, second]) {
          expect(eject(output).output).toBe(text);
          expect(eject(eject(output, "agent").output, "relay").output).toBe(text);
          expect(eject(eject(output, "relay").output, "agent").output).toBe(text);
        }
      }),
      30,
    );
    expect(done / runs).toBeGreaterThan(0.15);
  });
});
