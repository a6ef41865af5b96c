// Whatever a manifest says where Kubernetes expects something else, the checks take it.

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseAllDocuments } from "yaml";
import { lint } from "../../src/index.ts";
import { rules } from "../../src/rules/index.ts";
import { PATIENCE, tries } from "./tries.ts";

const fixtures = join(import.meta.dirname, "../../fixtures/rules");
const manifests = readdirSync(fixtures, { recursive: true, encoding: "utf8" })
  .filter((name) => name.endsWith(".yaml"))
  .map((name) => readFileSync(join(fixtures, name), "utf8"));

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/** What stands where something else belongs. */
const odd = fc.oneof(
  fc.constantFrom<Json>(null, true, 0, -1, 65536, 1e30, 0.5, "", " ", "a\u0000b", "<port>", [], {}),
  fc.constantFrom<Json>([null], [[]], [{}], { "": null }, { name: [] }, ["a", 1], "127.0.0.1:80"),
  fc.jsonValue({ maxDepth: 2 }).map((value) => value as Json),
);

interface Mutation {
  /** Which of the places of a document, as a part of 1. */
  readonly at: number;
  readonly value: Json;
  readonly how: "replace" | "remove" | "repeat";
}

const mutation: fc.Arbitrary<Mutation> = fc.record({
  at: fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
  value: odd,
  how: fc.constantFrom("replace", "replace", "remove", "repeat"),
});

interface Slot {
  readonly holder: { [key: string]: Json } | Json[];
  readonly key: string;
}

function slotsOf(value: Json): readonly Slot[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => [
    { holder: value, key },
    ...slotsOf(inner),
  ]);
}

function mutate(document: Json, { at, value, how }: Mutation): void {
  const slots = slotsOf(document);
  const slot = slots[Math.floor(at * slots.length)];
  if (slot === undefined) return;
  const { holder, key } = slot;
  if (Array.isArray(holder)) {
    const index = Number(key);
    const item = holder[index] ?? null;
    if (how === "remove") holder.splice(index, 1);
    else
      holder.splice(
        index,
        how === "repeat" ? 0 : 1,
        structuredClone(how === "repeat" ? item : value),
      );
  } else if (how === "remove") delete holder[key];
  else holder[key] = structuredClone(value);
}

const stream = fc
  .tuple(fc.constantFrom(...manifests), fc.array(mutation, { minLength: 1, maxLength: 6 }))
  .map(([manifest, mutations]) => {
    const documents = parseAllDocuments(manifest).map((document) => document.toJS() as Json);
    for (const one of mutations) for (const document of documents) mutate(document, one);
    return documents.map((document) => JSON.stringify(document, null, 1)).join("\n---\n");
  });

const everything = Object.fromEntries(rules.map(({ id }) => [id, "warning" as const]));

describe("the checks", () => {
  it(
    "take anything, and point into the manifest",
    () => {
      fc.assert(
        fc.property(
          stream,
          fc.constantFrom("1.27", "1.28", "1.31", "1.36"),
          (text, kubeVersion) => {
            const { findings } = lint(text, {
              rules: everything,
              podSecurity: "restricted",
              maxOverhead: { cpu: "10m", memory: "10Mi" },
              kubeVersion,
            });
            const lines = text.split("\n");
            for (const { place, message, help, related } of findings) {
              for (const { line, column, text: shown } of [
                place,
                ...related.map((one) => one.place),
              ]) {
                expect(lines[line - 1]).toBe(shown);
                expect(column).toBeLessThanOrEqual(shown.length + 1);
              }
              expect(message).not.toMatch(/undefined|\[object|NaN/);
              expect(help).not.toMatch(/undefined|\[object|NaN/);
            }
          },
        ),
        tries(1500),
      );
    },
    PATIENCE,
  );
});
