import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { canonicalValue } from "../../src/manifest/canonical-value.ts";
import { canonicalJson, isList, isMap, type Value } from "../../src/manifest/value.ts";
import { tryProperty } from "../try-property.ts";
import { podValuesOf, type ScalarPath, scalarPaths } from "./pod-values.ts";

const valuesOf = (file: string) => podValuesOf(`fixtures/api-defaults/${file}.yaml`);

const pairs = ["amounts", "containers", "images", "volumes", "zeros"].flatMap((file) => {
  const stored = new Map(valuesOf(`${file}.stored`).map(({ at, value }) => [at, value]));
  return valuesOf(file).map(({ at, field, value }) => {
    const after = stored.get(at);
    if (after === undefined) throw new Error(`nothing is stored of ${file} ${at}`);
    return { at: `${file} ${at}`, field, written: value, stored: after };
  });
});

const canonical = (field: string, value: Value) => canonicalJson(canonicalValue(field, value));

describe("what the API server stores", () => {
  it.each(pairs)("is what was written: $at", ({ field, written, stored }) => {
    expect(canonicalValue(field, stored)).toEqual(canonicalValue(field, written));
  });

  it("is something else with another scalar in it", () => {
    for (const { at, field, stored } of pairs) {
      for (const path of scalarPaths(stored)) {
        const edited = edit(stored, path, otherScalar);
        expect(canonical(field, edited), `${at} ${path.join(".")}`).not.toBe(
          canonical(field, stored),
        );
      }
    }
  });
});

describe("canonicalValue", () => {
  // The workloads named `most` have every field in them, and none with its default or its zero.
  const full = ["containers", "volumes"]
    .flatMap(valuesOf)
    .filter(({ at, value }) => at.startsWith("most ") && scalarPaths(value).length > 2);

  it.each(full)("leaves nothing out that is no default: $at", ({ field, value }) => {
    expect(scalarPaths(canonicalValue(field, value))).toEqual(scalarPaths(value));
  });

  it("does not depend on the order of keys", () => {
    tryProperty(
      fc.property(fc.constantFrom(...pairs), fc.infiniteStream(fc.nat()), (pair, order) => {
        const { field, stored } = pair;
        expect(canonical(field, shuffled(stored, order))).toBe(canonical(field, stored));
      }),
    );
  });

  it("is canonical itself", () => {
    for (const { at, field, stored } of pairs) {
      const once = canonicalValue(field, stored);
      expect(canonicalValue(field, once), at).toEqual(once);
    }
  });

  it.each([
    ["of a container", "containers", { name: "a", fromLater: { on: false, size: 0, names: {} } }],
    ["of a volume", "volumes", { name: "a", fromLater: {} }],
    ["named like a method", "containers", { name: "a", constructor: { toString: 0 } }],
  ])("keeps unknown fields %s", (_, field, value) => {
    expect(canonical(field, value)).toBe(canonicalJson(value));
  });

  it.each<[string, Value]>([
    ["annotations", ""],
    ["containers", "an annotation of this name"],
    ["constructor", { replicas: 0 }],
    ["shareProcessNamespace", false],
    ["supplementalGroups", 0],
    ["fsGroup", 0],
  ])("returns values of other fields as they are: %s", (field, value) => {
    expect(canonicalValue(field, value)).toBe(value);
  });

  const TOKEN_PATH = "/var/run/secrets/kubernetes.io/serviceaccount";
  const withMount = (mount: Value) => ({ name: "a", image: "a:1", volumeMounts: [mount] });
  const tokenMount = { name: "kube-api-access-x7k2p", readOnly: true, mountPath: TOKEN_PATH };

  it("leaves out the mount of the token that admission adds", () => {
    const value = canonicalValue("containers", withMount(tokenMount));
    expect(value).toEqual({ name: "a", image: "a:1" });
  });

  it.each([
    ["with a volume of one's own", { ...tokenMount, name: "token" }],
    ["elsewhere", { ...tokenMount, mountPath: "/token" }],
    ["that can be written", { ...tokenMount, readOnly: false }],
    ["with more to it", { ...tokenMount, subPath: "token" }],
  ])("keeps a mount of a token %s", (_, mount) => {
    expect(canonicalValue("containers", withMount(mount))).toHaveProperty("volumeMounts");
  });

  it("takes a request for the limit that a Pod copies it from, and no other", () => {
    const withRequests = (requests: Value) =>
      canonical("containers", { name: "a", resources: { limits: { cpu: "1" }, requests } });
    expect(withRequests({ cpu: "1000m" })).toBe(withRequests({}));
    expect(withRequests({ cpu: "999m" })).not.toBe(withRequests({}));
    expect(withRequests({ memory: "1" })).not.toBe(withRequests({}));
  });

  it("takes amounts for the same in whatever unit", () => {
    const withLimit = (memory: Value) =>
      canonical("containers", { name: "a", resources: { limits: { memory } } });
    expect(withLimit(134217728)).toBe(withLimit("128Mi"));
    expect(withLimit("128M")).not.toBe(withLimit("128Mi"));
  });

  it("keeps amounts that a tool is to fill in", () => {
    const value = { name: "a", resources: { limits: { cpu: "CPU_LIMIT" } } };
    expect(canonicalValue("containers", value)).toEqual(value);
  });
});

/** Returns the value with the scalar at a path changed. */
function edit(value: Value, path: ScalarPath, change: (scalar: Value) => Value): Value {
  const [key, ...rest] = path;
  if (key === undefined) return change(value);
  const editEntry = (name: string | number, field: Value) =>
    name === key ? edit(field, rest, change) : field;
  if (isList(value)) return value.map((item, index) => editEntry(index, item));
  if (!isMap(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, field]) => [name, editEntry(name, field)]),
  );
}

function otherScalar(value: Value): Value {
  if (typeof value === "boolean") return !value;
  return typeof value === "number" ? value + 1 : `${value}x`;
}

function shuffled(value: Value, order: Iterator<number>): Value {
  if (isList(value)) return value.map((item) => shuffled(item, order));
  if (!isMap(value)) return value;
  const entries = Object.entries(value).map(
    ([key, field]) => [order.next().value as number, key, shuffled(field, order)] as const,
  );
  return Object.fromEntries(
    entries.sort(([a], [b]) => a - b).map(([, key, field]) => [key, field]),
  );
}
