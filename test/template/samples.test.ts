import { describe, expect, it } from "vitest";
import type { Value } from "../../src/manifest/value.ts";
import { sampleValues } from "../../src/template/samples.ts";

describe("sampleValues", () => {
  it.each<[string, Value]>([
    ["string", "sample"],
    ["integer", 8080],
    ["number", 1],
    ["boolean", true],
    ["array", []],
    ["object", {}],
  ])("has a value for a parameter of type %s that shows none", (type, sample) => {
    const valueFor = sampleValues({ p: { type } });
    expect(valueFor({ scope: "params", name: "p", text: "$(params.p)" })).toEqual(sample);
  });

  it("takes the default before the first example", () => {
    const valueFor = sampleValues({
      a: { type: "string", default: "x", examples: ["y", "z"] },
      b: { type: "string", examples: ["y", "z"] },
    });
    expect(valueFor({ scope: "params", name: "a", text: "$(params.a)" })).toBe("x");
    expect(valueFor({ scope: "params", name: "b", text: "$(params.b)" })).toBe("y");
  });

  it.each<["workload" | "app", string, Value]>([
    ["workload", "name", "web"],
    ["workload", "kind", "Deployment"],
    ["workload", "namespace", "default"],
    ["app", "name", "web"],
    ["app", "image", "example.com/web:1.0"],
    ["app", "port", 8080],
    ["app", "ports.admin", 8080],
  ])("has an app and a workload: %s.%s", (scope, name, sample) => {
    expect(sampleValues(null)({ scope, name, text: "" })).toBe(sample);
  });
});
