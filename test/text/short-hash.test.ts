import { expect, it } from "vitest";
import { shortHash } from "../../src/text/short-hash.ts";

it.each([
  ["", "811c9dc5"],
  ["a", "e40c292c"],
  ["foobar", "bf9cf968"],
])("of %j is %s, as the published vectors of FNV-1a say", (text, hash) => {
  expect(shortHash(text)).toBe(hash);
});

it("has eight digits", () => {
  const hashes = Array.from({ length: 100 }, (_, index) => shortHash(String(index)));
  expect(hashes.filter((hash) => hash.length !== 8)).toEqual([]);
  expect(hashes.some((hash) => hash.startsWith("0"))).toBe(true);
});
