// Whatever a template says where something else is expected, it is refused with a place, or it can be tried and shown.

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { checkTemplateInPod } from "../../src/pipeline/check-templates.ts";
import { tryTemplates } from "../../src/pipeline/try-templates.ts";
import { PLAIN_STYLE } from "../../src/report/style.ts";
import { renderTemplateDetails } from "../../src/report/template-details.ts";
import { compileSchema } from "../../src/template/ajv-compiler.ts";
import { readUserTemplates } from "../../src/template/read-user-templates.ts";
import { encodeText } from "../../src/text/source.ts";
import { tryProperty } from "../try-property.ts";
import { type Json, mutate, mutations } from "./mutations.ts";

const root = join(import.meta.dirname, "../..");
const files = ["templates", "templates/starts", "fixtures/manifests/roles"].flatMap((folder) =>
  readdirSync(join(root, folder))
    .filter((name) => name.endsWith(".yaml"))
    .map((name) => readFileSync(join(root, folder, name), "utf8")),
);

const mutated = fc.tuple(fc.constantFrom(...files), mutations).map(([file, changes]) => {
  const document = parse(file) as Json;
  for (const one of changes) mutate(document, one);
  return JSON.stringify(document, null, 1);
});

const CONDITIONS = { kubeMinor: 36, podSecurity: "restricted", settings: {} } as const;
const WRONG = /undefined|\[object|NaN/;

describe("templates", () => {
  it("are refused with a place, or can be tried and shown", () => {
    tryProperty(
      fc.property(mutated, (text) => {
        const source = { path: "t.json", text: encodeText(text) };
        const { templates, problems } = readUserTemplates([source], compileSchema);
        const checks = templates.map((template) => checkTemplateInPod(template, CONDITIONS));
        const found = [...problems, ...checks.flatMap((check) => check.problems)];
        for (const { message, help, place } of found) {
          expect(`${message} ${help}`).not.toMatch(WRONG);
          expect(place.line).toBeGreaterThan(0);
        }
        for (const template of templates) {
          const { pod } = tryTemplates([template], [], CONDITIONS);
          expect(renderTemplateDetails(template, pod, 80, PLAIN_STYLE)).not.toMatch(WRONG);
        }
      }),
      100,
    );
  });
});
