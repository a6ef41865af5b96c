import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { canonicalValue } from "../../src/manifest/canonical-value.ts";
import { CONTAINER_TYPES } from "../../src/manifest/container-types.ts";
import { canonicalJson, type Value } from "../../src/manifest/value.ts";
import { valueAtPath } from "../../src/manifest/value-at-path.ts";
import { VOLUME_TYPES } from "../../src/manifest/volume-types.ts";
import { podValuesOf, type ScalarPath, scalarPaths } from "./pod-values.ts";

const FILES = ["amounts", "containers", "images", "volumes"];
const folder = "fixtures/api-defaults";

const pairs = FILES.flatMap((file) => {
  const stored = podValuesOf(`${folder}/${file}.stored.yaml`);
  const byPlace = new Map(stored.map((value) => [value.at, value.value]));
  return podValuesOf(`${folder}/${file}.yaml`).map(({ at, field, value }) => {
    const after = byPlace.get(at);
    if (after === undefined) throw new Error(`nothing is stored of ${file} ${at}`);
    return { at: `${file} ${at}`, field, written: value, stored: after };
  });
});

const canonical = (field: string, value: unknown) =>
  canonicalJson(canonicalValue(field, value as Value));

describe("what the API server stores", () => {
  it.each(pairs)("is what was written: $at", ({ field, written, stored }) => {
    expect(canonicalValue(field, stored)).toEqual(canonicalValue(field, written));
  });

  it.each(pairs)("stays as it is in canonical form: $at", ({ field, stored }) => {
    const once = canonicalValue(field, stored);
    expect(canonicalValue(field, once)).toEqual(once);
  });

  it("is not what was written once a scalar in it is another", () => {
    const places = pairs.flatMap(({ at, field, stored }) =>
      scalarPaths(stored).map((path) => ({ at, field, stored, path })),
    );
    for (const { at, field, stored, path } of places) {
      const edited = withOther(stored, path);
      expect(canonical(field, edited), `${at} ${path.join(".")}`).not.toBe(
        canonical(field, stored),
      );
    }
  });
});

/** Returns the value with another scalar at a path. */
function withOther(value: Value, path: ScalarPath): unknown {
  const [key, ...rest] = path;
  if (key === undefined) return otherScalar(value);
  if (Array.isArray(value))
    return value.map((item, i) => (i === key ? withOther(item, rest) : item));
  return Object.fromEntries(
    Object.entries(value as object).map(([name, field]) => [
      name,
      name === key ? withOther(field, rest) : field,
    ]),
  );
}

function otherScalar(value: Value): Value {
  if (typeof value === "boolean") return !value;
  return typeof value === "number" ? value + 1 : `${value}x`;
}
