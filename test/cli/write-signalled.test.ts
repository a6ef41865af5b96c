// Ctrl-C, SIGTERM and SIGHUP at moments that are spread over a run with `-w`: either no file is changed, and the exit code
// says so, or all are, and the report says so.

import { spawn } from "node:child_process";
import { on, once } from "node:events";
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
import { afterAll, expect, it } from "vitest";
import { SIGNALS, type Signal } from "../../src/io/interrupted.ts";
import { repetitions } from "../try-property.ts";
import { buildCommand } from "./build-command.ts";

const folder = mkdtempSync(join(tmpdir(), "kube-sidecar-signalled-"));
const manifests = join(folder, "k8s");
const { command } = buildCommand(folder);
afterAll(() => rmSync(folder, { recursive: true }));

const NAMES = Array.from({ length: 30 }, (_, index) => `app-${index + 100}.yaml`);
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
${"    Text that takes its time.\n".repeat(1200)}`;

interface Ended {
  readonly code: number | null;
  readonly signal: string | null;
  readonly said: string;
  readonly report: string;
  readonly changed: number;
  readonly writing: number;
}

/** Runs the command, and sends it a signal some milliseconds after its first change to the folder. */
async function run(sent: Signal | undefined, delay: number): Promise<Ended> {
  rmSync(manifests, { recursive: true, force: true });
  rmSync(join(folder, "report.txt"), { force: true });
  mkdirSync(manifests);
  for (const name of NAMES) writeFileSync(join(manifests, name), OLD);
  const watcher: FSWatcher = watch(manifests);
  const args = ["inject", "-t", "statsd-exporter", "-w", "--report", "report.txt", "k8s"];
  const child = spawn(process.execPath, [command, ...args], {
    cwd: folder,
    stdio: ["ignore", "ignore", "pipe"],
  });
  let said = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    said += text;
  });
  const closed = once(child, "close");
  await once(watcher, "change");
  watcher.close();
  const start = performance.now();
  await sleep(delay);
  if (sent !== undefined) child.kill(sent);
  const [code, signal] = (await closed) as [number | null, string | null];
  expect(readdirSync(manifests).sort()).toEqual(NAMES);
  const texts = NAMES.map((name) => readFileSync(join(manifests, name), "utf8"));
  const changed = texts.filter((text) => text !== OLD).length;
  const report = readFileSync(join(folder, "report.txt"), "utf8");
  return { code, signal, said, report, changed, writing: performance.now() - start };
}

it("is obeyed with no file changed, or all files are, and it is said", async () => {
  const { writing, changed, code } = await run(undefined, 0);
  expect([code, changed]).toEqual([0, NAMES.length]);
  let obeyed = 0;
  const moments = repetitions(4);
  for (let moment = 0; moment < moments; moment++) {
    const sent = (Object.keys(SIGNALS) as Signal[])[moment % 3] ?? "SIGINT";
    const ended = await run(sent, (writing * moment) / moments);
    if (ended.changed === 0) {
      obeyed++;
      expect([ended.code, ended.signal]).toEqual([SIGNALS[sent], null]);
      expect(ended.said).toMatch(/^kube-sidecar: stopped by .*; no file was changed\n$/);
      expect(ended.report).toBe(ended.said);
      continue;
    }
    expect(ended.changed).toBe(NAMES.length);
    // Where it comes when all files are written, it ends the process as ever.
    if (ended.signal !== null) continue;
    expect(ended.code).toBe(0);
    expect(ended.said).toContain(`changed: ${NAMES.length} files`);
  }
  // Or all of them were too late, and this is no test.
  expect(obeyed).toBeGreaterThan(0);
});

it("after the first file is replaced is reported", async () => {
  let reported = 0;
  for (let round = 0; round < 10 && reported === 0; round++) {
    rmSync(manifests, { recursive: true, force: true });
    mkdirSync(manifests);
    for (const name of NAMES) writeFileSync(join(manifests, name), OLD);
    const child = spawn(
      process.execPath,
      [command, "inject", "-t", "statsd-exporter", "-w", "k8s"],
      { cwd: folder, stdio: ["ignore", "ignore", "pipe"] },
    );
    let said = "";
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      said += text;
    });
    const closed = once(child, "close");
    const watcher = watch(manifests);
    // The name of a manifest, not of a temporary file: a rename.
    for await (const [, name] of on(watcher, "change")) if (NAMES.includes(name)) break;
    child.kill("SIGINT");
    watcher.close();
    const [code] = (await closed) as [number | null];
    expect(NAMES.every((name) => readFileSync(join(manifests, name), "utf8") !== OLD)).toBe(true);
    if (said.includes("Ctrl-C (SIGINT) came while files were being replaced")) {
      reported++;
      expect(code).toBe(0);
    }
  }
  expect(reported).toBe(1);
});
