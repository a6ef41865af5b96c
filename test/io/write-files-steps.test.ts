// Every call to the file system that `writeFiles` makes is a moment at which it can die, or another run can come in.

import * as nodeFs from "node:fs";
import { readdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { FileSystem } from "../../src/io/io.ts";
import { writeFiles } from "../../src/io/write-files.ts";
import { encodeText } from "../../src/text/source.ts";
import { UserError } from "../../src/text/user-error.ts";
import { fakeIo } from "../cli/fake-io.ts";
import { temporaryFolder } from "../cli/temporary-folder.ts";

const NAMES = ["a.yaml", "b.yaml", "k8s/c.yaml"];
const FILES = Object.fromEntries(NAMES.map((name) => [name, "old\n"]));

function changesTo(text: string) {
  return NAMES.map((path) => ({ path, before: encodeText("old\n"), text: encodeText(text) }));
}

/** Returns a file system that tells of each call before it makes it. */
function watched(onCall: (number: number, name: keyof FileSystem) => void): FileSystem {
  let number = 0;
  return new Proxy(nodeFs, {
    get(target, name: keyof FileSystem) {
      const method = target[name] as (...args: unknown[]) => unknown;
      return (...args: unknown[]) => {
        onCall(number++, name);
        return method(...args);
      };
    },
  });
}

/** Returns the calls that a run makes which nothing disturbs. */
async function callsOfRun(): Promise<readonly (keyof FileSystem)[]> {
  const calls: (keyof FileSystem)[] = [];
  const fs = watched((_number, name) => calls.push(name));
  await writeFiles(fakeIo({ cwd: temporaryFolder(FILES), fs }), changesTo("new\n"));
  return calls;
}

const contentsOf = (cwd: string) => NAMES.map((name) => readFileSync(join(cwd, name), "utf8"));

function expectNothingElse(cwd: string): void {
  const all = readdirSync(cwd, { recursive: true }).sort();
  expect(all).toEqual(["a.yaml", "b.yaml", "k8s", "k8s/c.yaml"]);
}

/** Does something for each call of a run; the calls are the same every time. */
async function atEachCall(
  work: (moment: number, call: keyof FileSystem) => Promise<void>,
): Promise<void> {
  const calls = await callsOfRun();
  expect(calls.length).toBeGreaterThan(40);
  for (const [moment, call] of calls.entries()) await work(moment, call);
}

/** Does what another run does, all of it at one moment, and returns the files that it has changed. */
function otherRun(cwd: string): readonly string[] {
  const fresh = NAMES.filter((name) => readFileSync(join(cwd, name), "utf8") === "old\n");
  for (const name of fresh) {
    writeFileSync(join(cwd, `${name}.other`), "other\n");
    renameSync(join(cwd, `${name}.other`), join(cwd, name));
  }
  return fresh;
}

describe("writeFiles, at each of its calls to the file system", () => {
  it("leaves whole files where it dies, and the next run finishes", async () => {
    await atEachCall(async (moment) => {
      const cwd = temporaryFolder(FILES);
      const fs = watched((number) => {
        if (number >= moment) throw new Error("dead");
      });
      await expect(writeFiles(fakeIo({ cwd, fs }), changesTo("new\n"))).rejects.toThrow("dead");
      const left = contentsOf(cwd);
      for (const text of left) expect(["old\n", "new\n"]).toContain(text);
      const changes = changesTo("new\n").map((change, index) => ({
        ...change,
        before: encodeText(left[index] ?? ""),
      }));
      const runId = { pid: 200, token: "fedc3210" };
      await writeFiles(fakeIo({ cwd, run: { runId } }), changes);
      expect(contentsOf(cwd)).toEqual(["new\n", "new\n", "new\n"]);
      expectNothingElse(cwd);
    });
  });

  it("overwrites nothing of another run that comes in, and says what it has left out", async () => {
    const ends = { allChanged: 0, someChanged: 0, noneChanged: 0 };
    await atEachCall(async (moment, call) => {
      // What comes in between the last look and the rename is lost, as write-files.ts says; no other call is like that.
      if (call === "renameSync") return;
      const cwd = temporaryFolder(FILES);
      let theirs: readonly string[] = [];
      const fs = watched((number) => {
        if (number === moment) theirs = otherRun(cwd);
      });
      const written = await writeFiles(fakeIo({ cwd, fs }), changesTo("new\n")).catch(
        (error: unknown) => {
          expect(error).toBeInstanceOf(UserError);
          expect((error as Error).message).toContain("no file was changed");
          return undefined;
        },
      );
      const ours = written?.changed ?? [];
      expect(written?.failed.map(({ path }) => path) ?? theirs).toEqual(theirs);
      const expected = NAMES.map((name) =>
        theirs.includes(name) ? "other\n" : ours.includes(name) ? "new\n" : "old\n",
      );
      expect(contentsOf(cwd)).toEqual(expected);
      expect(written === undefined || ours.length + theirs.length === NAMES.length).toBe(true);
      expectNothingElse(cwd);
      if (ours.length === NAMES.length) ends.allChanged++;
      else if (ours.length > 0) ends.someChanged++;
      else ends.noneChanged++;
    });
    // Or it never came in at the moments that matter, and this is no test.
    for (const count of Object.values(ends)) expect(count).toBeGreaterThan(1);
  });
});
