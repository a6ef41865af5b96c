import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { injectorSchema } from "../../src/config/injector-schema.ts";
import { sidecarLintSchema } from "../../src/config/sidecar-lint-schema.ts";
import { valuesFileSchema } from "../../src/config/values-file-schema.ts";
import { kubernetesDescriptions } from "../../src/generated/kubernetes-descriptions.ts";
import { kubernetesSchema } from "../../src/generated/kubernetes-schema.ts";
import type { Value } from "../../src/manifest/value.ts";
import { compileSchema, schemaAjv } from "../../src/template/ajv-compiler.ts";
import { documentSchema } from "../../src/template/document-schema.ts";

const SCRIPT = new URL("../../scripts/kubernetes-schema.mjs", import.meta.url).href;
const FILE = new URL("../../src/template/kubernetes-schema.json", import.meta.url);
const DESCRIPTIONS = new URL("../../src/template/kubernetes-descriptions.json", import.meta.url);
const text = readFileSync(FILE, "utf8");

describe("the schema of Kubernetes", () => {
  it("is what the script makes of kubernetes-types", async () => {
    const script = await import(SCRIPT);
    expect(text).toBe(script.kubernetesSchema());
  });

  it("is what the program loads", () => {
    expect(kubernetesSchema()).toEqual(JSON.parse(text));
  });

  it("has descriptions of its fields, and of no others", async () => {
    const script = await import(SCRIPT);
    const descriptions = readFileSync(DESCRIPTIONS, "utf8");
    expect(descriptions).toBe(script.kubernetesDescriptions());
    expect(kubernetesDescriptions()).toEqual(JSON.parse(descriptions));
    const { Quantity: _, ...objects } = kubernetesSchema().$defs ?? {};
    const fields = Object.entries(objects).map(([name, { properties = {} }]) => [
      name,
      Object.keys(properties),
    ]);
    const described = Object.entries(kubernetesDescriptions()).map(([name, texts]) => [
      name,
      Object.keys(texts),
    ]);
    expect(Object.fromEntries(described)).toEqual(Object.fromEntries(fields));
  });

  it("defines everything that it refers to", () => {
    const { $defs = {} } = kubernetesSchema();
    const references = [...text.matchAll(/"#\/\$defs\/(\w+)"/g)].map(([, name]) => name);
    expect(references.length).toBeGreaterThan(90);
    expect(references.filter((name) => !Object.hasOwn($defs, name ?? ""))).toEqual([]);
  });

  it.each([
    ["IntOrString as a number", "HTTPGetAction", { port: 80 }, true],
    ["IntOrString as a string", "HTTPGetAction", { port: "http" }, true],
    ["IntOrString as a fraction", "HTTPGetAction", { port: 1.5 }, false],
    [
      "a quantity as a string",
      "ResourceRequirements",
      { limits: { cpu: "500m", memory: "1.5Gi" } },
      true,
    ],
    ["a quantity as a number", "ResourceRequirements", { limits: { cpu: 1 } }, true],
    ["a quantity with an exponent", "ResourceRequirements", { limits: { cpu: "12e6" } }, true],
    ["a wrong quantity", "ResourceRequirements", { limits: { memory: "64 MB" } }, false],
    ["an environment variable that is no string", "EnvVar", { name: "A", value: 1 }, false],
    ["a port that is a string", "ContainerPort", { containerPort: "80" }, false],
    ["a container without a name", "Container", { image: "x" }, false],
    ["an empty volume", "Volume", { name: "x", emptyDir: {} }, true],
    [
      "a claim's storage",
      "Volume",
      {
        name: "x",
        ephemeral: {
          volumeClaimTemplate: { spec: { resources: { requests: { storage: "1Gi" } } } },
        },
      },
      true,
    ],
    ["a pod's security", "PodSecurityContext", { fsGroup: 1000, supplementalGroups: [1, 2] }, true],
    ["a group that is a string", "PodSecurityContext", { supplementalGroups: ["1"] }, false],
  ] as [string, string, Value, boolean][])("knows %s", (_, name, value, valid) => {
    const schema = { ...kubernetesSchema(), $ref: `#/$defs/${name}` };
    expect(compileSchema(schema)(value).length === 0).toBe(valid);
  });
});

describe("our schemas", () => {
  it.each([
    ["template", documentSchema()],
    ["config", injectorSchema],
    ["config of checks", sidecarLintSchema],
    ["values", valuesFileSchema],
  ])("are valid JSON Schema 2020-12: %s", (_, schema) => {
    expect(() => schemaAjv({}).compile(structuredClone(schema))).not.toThrow();
  });
});
