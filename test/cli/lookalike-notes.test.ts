// A repository may hold hundreds of objects of a kind that is not known: one note says what to write into the config.

import { expect, it } from "vitest";
import { main } from "../../src/main.ts";
import { fakeIo } from "./fake-io.ts";
import { temporaryFolder } from "./temporary-folder.ts";

const pods = "{spec: {containers: [{name: a, image: a}]}}";
const object = (kind: string, name: string, field = "template", apiVersion = "a.example/v1") =>
  `{apiVersion: ${apiVersion}, kind: ${kind}, metadata: {name: ${name}}, spec: {${field}: ${pods}}}\n`;

const TREE = {
  "a/one.yaml": `${object("Fleet", "a")}---\n${object("Fleet", "b")}`,
  "b/two.yaml": object("Fleet", "c"),
  "b/path.yaml": object("Fleet", "d", "pods"),
  "b/kind.yaml": object("Game", "e"),
  "b/version.yaml": object("Fleet", "f", "template", "a.example/v2"),
};

it.each([
  ["inject", "passed through", ["-t", "fluent-bit"]],
  ["lint", "not checked", []],
  ["show", "not shown", ["-t", "fluent-bit"]],
  ["status", "not shown", []],
])("%s has one note on each entry that the config lacks", async (command, fate, flags) => {
  const io = fakeIo({ cwd: temporaryFolder(TREE) });
  await main([command, "-R", ".", ...flags], io);
  const said = `${io.stdout()}${io.stderr()}`.match(/\w+\/\w+\S* (?:and|is) .*?(?=, but)/g) ?? [];
  const one = (name: string) => `${name} is ${fate}: it looks as if it had a pod template`;
  expect([...said].sort()).toEqual([
    `Fleet/a and 2 more of its kind are ${fate}: they look as if they had pod templates`,
    one("Fleet/d"),
    one("Fleet/f"),
    one("Game/e"),
  ]);
});
