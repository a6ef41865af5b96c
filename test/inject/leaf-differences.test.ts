import { expect, it } from "vitest";
import { formatKeyedPath } from "../../src/inject/keyed-path.ts";
import { leafDifferences } from "../../src/inject/leaf-differences.ts";
import type { Value } from "../../src/manifest/value.ts";

const A = { name: "A", value: "1" };
const B = { name: "B", value: "2" };

/** Each difference as `path: there | wanted`. */
const CASES: readonly (readonly [
  what: string,
  there: Value,
  wanted: Value,
  differences: readonly string[],
])[] = [
  ["equal values", { env: [A, B] }, { env: [A, B] }, []],
  ["a scalar", { image: "a" }, { image: "b" }, ['x.image: "a" | "b"']],
  ["a key that is new", { a: 1 }, { a: 1, b: 2 }, ["x.b: - | 2"]],
  ["a key that goes", { a: 1, b: 2 }, { a: 1 }, ["x.b: 2 | -"]],
  [
    "a value in an item",
    { env: [A] },
    { env: [{ ...A, value: "2" }] },
    ['x.env[A].value: "1" | "2"'],
  ],
  [
    "one argument for another",
    { args: ["a", "b"] },
    { args: ["a", "c"] },
    ['x.args[1]: "b" | "c"'],
  ],
  ["an argument more", { args: ["a"] }, { args: ["a", "c"] }, ['x.args[1]: - | "c"']],
  [
    "items in another order, which are the same in both",
    { env: [A, B] },
    { env: [B, A] },
    [`x.env[A]: ${JSON.stringify(A)} | ${JSON.stringify(A)}`],
  ],
  [
    "an item in another place with another value",
    { env: [A, B] },
    { env: [B, { ...A, value: "3" }] },
    ['x.env[A].value: "1" | "3"'],
  ],
  [
    "an item in another place beside others that come and go",
    { env: [A, B, { name: "C" }] },
    { env: [{ name: "D" }, B, A] },
    [
      `x.env[A]: ${JSON.stringify(A)} | ${JSON.stringify(A)}`,
      'x.env[C]: {"name":"C"} | -',
      'x.env[D]: - | {"name":"D"}',
    ],
  ],
];

it.each(CASES)("finds %s", (_, there, wanted, differences) => {
  const show = (value: Value | undefined) => (value === undefined ? "-" : JSON.stringify(value));
  const found = leafDifferences(there, wanted, ["x"]).map(
    (leaf) => `${formatKeyedPath(leaf.path)}: ${show(leaf.there)} | ${show(leaf.wanted)}`,
  );
  expect(found).toEqual(differences);
});
