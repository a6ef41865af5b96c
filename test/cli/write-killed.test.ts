// `-w` over many files is killed at moments that are spread over its run: no file is ever half written, and the next
// run finishes the work.

import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import {
  type FSWatcher,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  watch,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { repetitions } from "../try-property.ts";
import { buildCommand } from "./build-command.ts";

const folder = mkdtempSync(join(tmpdir(), "kube-sidecar-killed-"));
const manifests = join(folder, "k8s");
const { command } = buildCommand(folder);
const args = [command, "inject", "-t", "statsd-exporter", "-w", "-q", "k8s"];
afterAll(() => rmSync(folder, { recursive: true }));

const NAMES = Array.from({ length: 30 }, (_, index) => `app-${index + 100}.yaml`);

/** Large, so that the writing takes its time, but for a document that nobody has to parse. */
const OLD = `apiVersion: v1
kind: Pod
metadata: {name: web}
spec:
  containers:
  - {name: web, image: nginx}
---
apiVersion: v1
kind: ConfigMap
metadata: {name: large}
data:
  text: |
${"    Text that takes its time.\n".repeat(1600)}`;

let NEW: string;
/** How long a run takes, and how long from the first thing that it does to the folder, in milliseconds. */
let whole: number;
let writing: number;

beforeAll(async () => {
  mkdirSync(manifests);
  restore();
  const start = performance.now();
  const run = startRun();
  await run.touched;
  const touched = performance.now();
  await run.ended;
  whole = performance.now() - start;
  writing = performance.now() - touched;
  NEW = read(NAMES[0] as string);
});

describe("a run that is killed", () => {
  const kills = repetitions(2);
  const moments = (span: number) => Array.from({ length: kills }, (_, i) => (span * i) / kills);

  it("leaves whole files and no obstacle, whenever it is", async () => {
    for (const moment of moments(whole)) {
      await expectWholeFiles(async () => sleep(moment));
    }
  });

  it("does so in the midst of its writing", async () => {
    const leftovers: number[] = [];
    for (const moment of moments(writing)) {
      leftovers.push(
        await expectWholeFiles(async (touched) => {
          await touched;
          await sleep(moment);
        }),
      );
    }
    // Or all of them were too early or too late, and this is no test.
    expect(Math.max(...leftovers)).toBeGreaterThan(0);
  });
});

/** Returns how many temporary files the killed run left. */
async function expectWholeFiles(
  until: (touched: Promise<unknown>) => Promise<unknown>,
): Promise<number> {
  restore();
  const { process: child, touched, ended } = startRun();
  await until(touched);
  child.kill("SIGKILL");
  await ended;
  const left = readdirSync(manifests).length - NAMES.length;
  for (const name of NAMES) {
    const text = read(name);
    if (text !== OLD && text !== NEW) expect.fail(`${name} is neither as before nor as after`);
  }
  if (left === 0 && NAMES.every((name) => read(name) === OLD)) return 0; // It had not begun.
  const { status, stderr } = spawnSync(process.execPath, args, { cwd: folder, encoding: "utf8" });
  expect([status, stderr]).toEqual([0, ""]);
  expect(readdirSync(manifests).sort()).toEqual(NAMES);
  expect(NAMES.every((name) => read(name) === NEW)).toBe(true);
  return left;
}

function startRun() {
  const watcher: FSWatcher = watch(manifests);
  const touched = once(watcher, "change");
  const child = spawn(process.execPath, args, { cwd: folder, stdio: "ignore" });
  const ended = once(child, "exit").then(() => watcher.close());
  return { process: child, touched: Promise.race([touched, ended]), ended };
}

function restore(): void {
  for (const name of NAMES) writeFileSync(join(manifests, name), OLD);
}

function read(name: string): string {
  return readFileSync(join(manifests, name), "utf8");
}
