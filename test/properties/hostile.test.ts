import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { builtInTemplate } from "../../src/template/built-in.ts";
import { encodeText, textOfBytes } from "../../src/text/source.ts";
import { tryProperty } from "../try-property.ts";
import { choiceBytes } from "./choices.ts";
import { objects } from "./manifests.ts";
import { printStream } from "./print-stream.ts";
import { eject, inject } from "./run.ts";

const template = builtInTemplate("statsd-exporter");
if (template === undefined) throw new Error("there is no statsd-exporter");

/** Whatever comes in: it ends in a result, and where there are errors nothing is changed. */
function expectAnswer(text: ReturnType<typeof encodeText>): void {
  const injected = inject(text, template as NonNullable<typeof template>);
  if (!injected.done) expect(injected.output).toBe(text);
  else expect(eject(injected.output).output).toBe(text);
}

const pod = (lines: string) => `apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\nspec:\n${lines}`;
const aliases = (levels: number) =>
  `  x0: &x0 [a, a]\n${Array.from({ length: levels }, (_, n) => `  x${n + 1}: &x${n + 1} [*x${n}, *x${n}]\n`).join("")}`;
const CONTAINERS = "  containers:\n  - name: web\n    image: web:1\n";

describe("hostile input", () => {
  it("of random bytes is answered", () => {
    tryProperty(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => expectAnswer(textOfBytes(bytes))),
    );
  });

  it.each(["deploy.yaml", "list.json", "cronjob.yaml"])(
    "cut off anywhere is answered: %s",
    (name) => {
      const bytes = readFileSync(new URL(`../../fixtures/manifests/${name}`, import.meta.url));
      for (let end = 0; end < bytes.length; end += 7)
        expectAnswer(textOfBytes(bytes.subarray(0, end)));
    },
  );

  it("with a byte changed is answered", () => {
    const damaged = fc
      .tuple(fc.array(objects, { minLength: 1, maxLength: 2 }), choiceBytes, fc.nat(), fc.nat(255))
      .map(([values, bytes, at, byte]) => {
        const text = printStream(values, bytes);
        const offset = at % Math.max(1, text.length);
        const inserted = textOfBytes(Uint8Array.of(byte));
        return encodeText("").concat(
          text.slice(0, offset),
          inserted,
          text.slice(offset + 1),
        ) as typeof text;
      });
    tryProperty(fc.property(damaged, expectAnswer), 60);
  });

  it.each([
    ["deep brackets", pod(`  x: ${"[".repeat(20_000)}`)],
    ["deep JSON", `${'{"kind":"Pod","a":'.repeat(5000)}`],
    [
      "deep blocks",
      pod(Array.from({ length: 400 }, (_, n) => `${" ".repeat(n + 2)}a:\n`).join("")),
    ],
    ["a long line", pod(`${CONTAINERS}    args: ["${"x".repeat(500_000)}"]\n`)],
    [
      "many keys",
      pod(
        `${CONTAINERS}  x:\n${Array.from({ length: 10_000 }, (_, n) => `    k${n}: v\n`).join("")}`,
      ),
    ],
    ["many comments", pod(`${"# c\n".repeat(20_000)}${CONTAINERS}`)],
    ["keys that stand twice", pod(`${CONTAINERS}${CONTAINERS}`)],
    ["aliases of aliases", pod(`${aliases(40)}${CONTAINERS}`)],
    ["as many of them as kubectl takes", pod(`${aliases(14)}${CONTAINERS}    ports: *x14\n`)],
    ["an alias of what is around it", pod(`  a: &a [*a]\n${CONTAINERS}`)],
    ["many documents", `${pod(CONTAINERS)}---\n`.repeat(300)],
    ["nothing but separators", "---\n".repeat(10_000)],
  ])(
    "is answered in time: %s",
    (_, text) => {
      expectAnswer(encodeText(text));
    },
    15_000,
  );
});
