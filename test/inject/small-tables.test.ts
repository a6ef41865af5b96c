import { describe, expect, it } from "vitest";
import { driftOf } from "../../src/inject/drift.ts";
import type { FieldState, InjectedField } from "../../src/inject/injected-field.ts";
import { formatKeyedPath, itemKey, parseKeyedPath } from "../../src/inject/keyed-path.ts";
import { neededFields } from "../../src/inject/needed-fields.ts";

function fieldAt(text: string, state: FieldState): InjectedField {
  const path = parseKeyedPath(text) ?? [];
  return { template: "tail", path, text, state, there: "a", wanted: "b" };
}

describe("driftOf", () => {
  it.each<[FieldState, readonly string[], string]>([
    ["current", [], "current"],
    ["missing", ["template"], "outdated"],
    ["outdated", ["template"], "outdated"],
    ["superfluous", ["template"], "outdated"],
    ["removed", ["edit"], "edited"],
    ["edited", ["edit"], "edited"],
    ["contested", ["both"], "edited"],
  ])("tells who has made a field %s: %j", (state, causes, expected) => {
    const drift = driftOf("tail", true, [fieldAt("metadata.labels[x]", state)], new Set());
    expect(drift.differences.map(({ cause }) => cause)).toEqual(causes);
    expect(drift.state).toBe(expected);
  });
});

describe("neededFields", () => {
  it.each(["labels", "annotations"])("are %s that a variable reads", (map) => {
    const field = fieldAt(`metadata.${map}[a/x]`, "superfluous");
    const valueFrom = { fieldRef: { fieldPath: `metadata.${map}['a/x']` } };
    const template = { spec: { containers: [{ name: "web", env: [{ name: "X", valueFrom }] }] } };
    expect(neededFields({ template, stays: [], awaited: new Set() }, [field])).toEqual([field]);
    expect(neededFields({ template: {}, stays: [], awaited: new Set() }, [field])).toEqual([]);
  });
});

describe("the items of a list", () => {
  it.each([
    ["containers", "name"],
    ["initContainers", "name"],
    ["volumes", "name"],
    ["env", "name"],
    ["volumeMounts", "mountPath"],
    ["volumeDevices", "devicePath"],
    ["imagePullSecrets", "name"],
    ["hostAliases", "ip"],
  ])("of %s are told apart by their %s", (list, key) => {
    expect(itemKey(list, { [key]: "a", other: "b" })).toBe("a");
  });

  it("of supplementalGroups are told apart by themselves", () => {
    expect(itemKey("supplementalGroups", 7)).toBe("7");
    expect(itemKey("tolerations", { name: "a" })).toBeUndefined();
  });

  it("have a text that is read back, and no other is", () => {
    const path = ["spec", "containers", { item: "a]%" }, "env", { item: "X" }];
    expect(parseKeyedPath(formatKeyedPath(path))).toEqual(path);
    expect(parseKeyedPath("spec!containers")).toBeUndefined();
  });
});
