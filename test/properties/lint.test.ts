// Whatever a manifest says where Kubernetes expects something else, the checks take it.

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseAllDocuments } from "yaml";
import { lint } from "../../src/index.ts";
import { rules } from "../../src/rules/index.ts";
import { tryProperty } from "../try-property.ts";
import { type Json, mutate, mutations } from "./mutations.ts";

const fixtures = join(import.meta.dirname, "../../fixtures/rules");
const manifests = readdirSync(fixtures, { recursive: true, encoding: "utf8" })
  .filter((name) => name.endsWith(".yaml"))
  .map((name) => readFileSync(join(fixtures, name), "utf8"));

const stream = fc.tuple(fc.constantFrom(...manifests), mutations).map(([manifest, changes]) => {
  const documents = parseAllDocuments(manifest).map((document) => document.toJS() as Json);
  for (const one of changes) for (const document of documents) mutate(document, one);
  return documents.map((document) => JSON.stringify(document, null, 1)).join("\n---\n");
});

const everything = Object.fromEntries(rules.map(({ id }) => [id, "warning" as const]));

describe("the checks", () => {
  it("take anything, and point into the manifest", () => {
    tryProperty(
      fc.property(stream, fc.constantFrom("1.27", "1.28", "1.31", "1.36"), (text, kubeVersion) => {
        const { findings } = lint(text, {
          rules: everything,
          podSecurity: "restricted",
          maxOverhead: { cpu: "10m", memory: "10Mi" },
          kubeVersion,
        });
        const lines = text.split("\n");
        for (const { place, message, help, related } of findings) {
          for (const { line, column, text: shown } of [place, ...related.map((one) => one.place)]) {
            expect(lines[line - 1]).toBe(shown);
            expect(column).toBeLessThanOrEqual(shown.length + 1);
          }
          expect(message).not.toMatch(/undefined|\[object|NaN/);
          expect(help).not.toMatch(/undefined|\[object|NaN/);
        }
      }),
      150,
    );
  });
});
