import { expect, it } from "vitest";
import { flagValues } from "../../../src/lint/lifecycle/flag-values.ts";
import type { Container } from "../../../src/manifest/pod.ts";
import type { Value } from "../../../src/manifest/value.ts";
import { podWith } from "../pod-with.ts";

function valuesOf(container: Container): readonly string[] {
  return flagValues(container, ["dir"]).map(({ value }) => value);
}

it.each<[Value, readonly string[]]>([
  [
    ["--dir=/a", "-dir=/b", "--dir", "/c"],
    ["/a", "/b", "/c"],
  ],
  [["--dir=", "--directory=/a", "dir=/b", "---dir=/c"], [""]],
  [["--other", "--dir"], []],
  [["--dir=/a=b\nc"], ["/a=b\nc"]],
  [[null, 7, { a: 1 }], []],
  ["--dir=/a", []],
])("in %j: %j", (args, expected) => {
  const [web] = podWith({ containers: [{ name: "web", args }] }).containers;
  expect(web && valuesOf(web)).toEqual(expected);
});

it("reads the command before the arguments", () => {
  const [web] = podWith({
    containers: [{ name: "web", command: ["reload", "--dir=/a"], args: ["--dir=/b"] }],
  }).containers;
  expect(web && valuesOf(web)).toEqual(["/a", "/b"]);
});
