// Whatever is done to the layout of a manifest between an injection and an ejection or an update: the value comes back,
// or nothing is written.

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { tryProperty } from "../try-property.ts";
import { choiceBytes, choicesFrom } from "./choices.ts";
import { editLayout } from "./layout-edits.ts";
import { objects } from "./manifests.ts";
import { patched, valuesOf } from "./oracle.ts";
import { printStream } from "./print-stream.ts";
import { eject, inject, update } from "./run.ts";
import { templatesNamed } from "./templates.ts";

const manifests = fc
  .tuple(fc.array(objects, { minLength: 1, maxLength: 2 }), choiceBytes)
  .map(([values, bytes]) => printStream(values, bytes));

const agent = templatesNamed("agent");

describe("a layout that is edited between", () => {
  it("an injection and an ejection leaves the value that was there", () => {
    let ejections = 0;
    const runs = tryProperty(
      fc.property(manifests, agent, choiceBytes, (text, template, bytes) => {
        const injected = inject(text, template);
        if (!injected.done || injected.edits.length === 0) return;
        expect(eject(injected.output).output).toBe(text);
        const edited = editLayout(injected.output, choicesFrom(bytes));
        const ejected = eject(edited);
        if (!ejected.done) {
          expect(ejected.output).toBe(edited);
          return;
        }
        ejections++;
        expect(valuesOf(ejected.output)).toEqual(valuesOf(text));
      }),
      30,
    );
    expect(ejections / runs).toBeGreaterThan(0.2);
  });

  it("an injection and an update leaves what the update is about", () => {
    let updates = 0;
    const runs = tryProperty(
      fc.property(manifests, agent, agent, choiceBytes, (text, one, two, bytes) => {
        const injected = inject(text, one);
        if (!injected.done || injected.edits.length === 0) return;
        const choices = choicesFrom(bytes);
        const edited = editLayout(injected.output, choices);
        const updated = update(edited, two);
        if (!updated.done) {
          expect(updated.output).toBe(edited);
          return;
        }
        updates++;
        expect(valuesOf(updated.output)).toEqual(patched(valuesOf(edited), updated.workloads));
        expect(inject(updated.output, two).output).toBe(updated.output);
        const ejected = eject(editLayout(updated.output, choices));
        if (ejected.done) expect(valuesOf(ejected.output)).toEqual(valuesOf(text));
      }),
      30,
    );
    expect(updates / runs).toBeGreaterThan(0.2);
  });
});
