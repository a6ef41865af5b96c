// Golden cases of `inject` and `eject`: fixtures/COMMAND/CASE/. `UPDATE_GOLDENS=1` writes what is expected; read it.
//
//   input.yaml | input.json   the manifest
//   args.txt                  what stands behind the command; without it `inject` gets `-t tail`
//   templates/                templates of the case; without it those of fixtures/templates/ are there, or the one that it names
//   sidecars/, values.yaml, kube-sidecar.yaml   what the arguments and the config name
//   output.*                  stdout, byte for byte; not there where nothing is written
//   report.txt                stderr and the exit code

import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { type GoldenCase, type GoldenCommand, readCases, runCase } from "./golden/case.ts";

const KNOWN = /^(?:input\.(?:yaml|json)|args\.txt|values\.yaml|kube-sidecar\.yaml|report\.txt)$/;
const FOLDERS = new Set(["templates", "sidecars"]);
const BUG = 3;
const update = process.env["UPDATE_GOLDENS"] === "1";

describe.each<GoldenCommand>(["inject", "eject"])("%s", (command) => {
  const cases = readCases(command);

  it.each(cases)("$name", async (golden) => {
    const { stdout, stderr, code } = await runCase(golden);
    expect(code, stderr).not.toBe(BUG);
    expectGolden(golden, golden.output, stdout.toString("latin1"));
    expectGolden(golden, "report.txt", Buffer.from(`${stderr}exit ${code}\n`).toString("latin1"));
  });

  it("has no files that no case reads", () => {
    expect(cases.flatMap(strangersIn)).toEqual([]);
  });

  it("has cases named by what they are about, no two of them the same", () => {
    const strange = cases.filter(({ name }) => !/^[a-z0-9]+(-[a-z0-9]+)+$/.test(name));
    expect(strange).toEqual([]);
    const contents = cases.map(contentOf);
    expect(new Set(contents).size).toBe(contents.length);
  });
});

/** Compares bytes: one character of the text is one byte. */
function expectGolden({ folder }: GoldenCase, file: string, actual: string): void {
  const path = join(folder, file);
  if (update) {
    if (actual === "") rmSync(path, { force: true });
    else writeFileSync(path, actual, "latin1");
  }
  expect(existsSync(path) ? readFileSync(path, "latin1") : "").toBe(actual);
}

function strangersIn({ name, folder, output }: GoldenCase): readonly string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) =>
      entry.isDirectory()
        ? !FOLDERS.has(entry.name)
        : !KNOWN.test(entry.name) && entry.name !== output,
    )
    .map((entry) => `${name}/${entry.name}`);
}

/** What a case puts in: its files but for what is expected. */
function contentOf({ folder, output }: GoldenCase): string {
  const files = readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && entry.name !== output && entry.name !== "report.txt")
    .map(({ parentPath, name }) => [name, readFileSync(join(parentPath, name), "latin1")]);
  return JSON.stringify(files);
}
