// Every call to the file system that `writeFiles` makes is a moment at which it can die, or another run can come in.

import * as nodeFs from "node:fs";
import { readdirSync, readFileSync } from "node:fs";
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

const runOf = (pid: number) => ({
  runId: () => ({ machine: "0123abcd", pid }),
});

function changesTo(text: string) {
  return NAMES.map((path) => ({ path, before: encodeText("old\n"), text: encodeText(text) }));
}

/** Returns a file system that tells of each call before it makes it. */
function watched(onCall: (number: number) => void): FileSystem {
  let number = 0;
  return new Proxy(nodeFs, {
    get(target, name: keyof FileSystem) {
      const method = target[name] as (...args: unknown[]) => unknown;
      return (...args: unknown[]) => {
        onCall(number++);
        return method(...args);
      };
    },
  });
}

/** Returns how many calls a run makes that nothing disturbs. */
function countCalls(): number {
  let calls = 0;
  const fs = watched(() => {
    calls++;
  });
  writeFiles(fakeIo({ cwd: temporaryFolder(FILES), fs }), changesTo("new\n"));
  return calls;
}

const contentsOf = (cwd: string) => NAMES.map((name) => readFileSync(join(cwd, name), "utf8"));

function expectNothingElse(cwd: string): void {
  const all = readdirSync(cwd, { recursive: true }).sort();
  expect(all).toEqual(["a.yaml", "b.yaml", "k8s", "k8s/c.yaml"]);
}

/** Does something for each call of a run; the number of calls is the same every time. */
function atEachCall(work: (moment: number) => void): void {
  const calls = countCalls();
  expect(calls).toBeGreaterThan(30);
  for (let moment = 0; moment < calls; moment++) work(moment);
}

describe("writeFiles, at each of its calls to the file system", () => {
  it("leaves whole files where it dies, and the next run finishes", () => {
    atEachCall((moment) => {
      const cwd = temporaryFolder(FILES);
      const fs = watched((number) => {
        if (number >= moment) throw new Error("dead");
      });
      expect(() => writeFiles(fakeIo({ cwd, fs }), changesTo("new\n"))).toThrow("dead");
      const left = contentsOf(cwd);
      for (const text of left) expect(["old\n", "new\n"]).toContain(text);
      const changes = changesTo("new\n").map((change, index) => ({
        ...change,
        before: encodeText(left[index] ?? ""),
      }));
      writeFiles(fakeIo({ cwd, run: runOf(200) }), changes);
      expect(contentsOf(cwd)).toEqual(["new\n", "new\n", "new\n"]);
      expectNothingElse(cwd);
    });
  });

  it.each([
    ["smaller", 50],
    ["larger", 200],
  ])("changes all files or none where a run of a %s id comes in", (_name, pid) => {
    atEachCall((moment) => {
      const cwd = temporaryFolder(FILES);
      const succeeded: string[] = [];
      const fs = watched((number) => {
        if (number === moment && attempt(cwd, "other\n", pid)) succeeded.push("other\n");
      });
      if (attempt(cwd, "new\n", 100, fs)) succeeded.push("new\n");
      expect(succeeded).toHaveLength(1);
      const [text = ""] = succeeded;
      expect(contentsOf(cwd)).toEqual([text, text, text]);
      expectNothingElse(cwd);
    });
  });
});

/** Tells whether a run changes the files; where it does not, it has to say so. */
function attempt(cwd: string, text: string, pid: number, fs: Partial<FileSystem> = {}): boolean {
  let time = Date.now();
  // A run that comes in waits in vain for the one that it interrupts.
  const now = () => {
    time += 1000;
    return time;
  };
  try {
    const run = { ...runOf(pid), isRunning: () => true, now };
    writeFiles(fakeIo({ cwd, fs, run }), changesTo(text));
    return true;
  } catch (error) {
    expect(error).toBeInstanceOf(UserError);
    expect((error as Error).message).toContain("no file was changed");
    return false;
  }
}
