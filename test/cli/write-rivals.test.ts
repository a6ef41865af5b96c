// Several runs change one folder at the same time: what comes of it is what comes of those that succeed, one after
// the other.

import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { repetitions } from "../try-property.ts";
import { buildCommand } from "./build-command.ts";

const folder = mkdtempSync(join(tmpdir(), "kube-sidecar-rivals-"));
const manifests = join(folder, "k8s");
const { command } = buildCommand(folder);
afterAll(() => rmSync(folder, { recursive: true }));

const TEMPLATES = ["statsd-exporter", "fluent-bit", "envoy"];
const NAMES = Array.from({ length: 60 }, (_, index) => `app-${index + 100}.yaml`);
const OLD = `apiVersion: v1
kind: Pod
metadata: {name: web}
spec:
  containers:
  - {name: web, image: nginx, ports: [{containerPort: 8080}]}
`;
const WAY_GIVEN =
  /^kube-sidecar: (another run of kube-sidecar \(process \d+\) is about to change the same files|k8s\/app-100\.yaml was changed by another program since it was read); no file was changed; run again/;

/** How runs ended: with what they said where they did not succeed. */
interface Ended {
  readonly template: string;
  readonly status: number | null;
  readonly said: string;
}

it("gives way, or changes all files, with nothing lost", async () => {
  mkdirSync(manifests);
  let gaveWay = 0;
  for (let round = 0; round < repetitions(1); round++) {
    for (const name of NAMES) writeFileSync(join(manifests, name), OLD);
    const ended = await Promise.all(TEMPLATES.map(startRun));
    const succeeded = ended.filter(({ status }) => status === 0).map(({ template }) => template);
    const failed = ended.filter(({ status }) => status !== 0);
    for (const { status, said } of failed) {
      expect(status).toBe(2);
      expect(said).toMatch(WAY_GIVEN);
    }
    gaveWay += failed.length;
    expect(succeeded).not.toEqual([]);
    expect(readdirSync(manifests).sort()).toEqual(NAMES);
    const texts = new Set(NAMES.map((name) => readFileSync(join(manifests, name), "utf8")));
    expect(orders(succeeded).map(oneAfterTheOther)).toEqual(expect.arrayContaining([...texts]));
    expect(texts.size).toBe(1);
  }
  // Or no two of them ever met, and this is no test.
  expect(gaveWay).toBeGreaterThan(0);
});

async function startRun(template: string): Promise<Ended> {
  const args = [command, "inject", "-t", template, "-w", "-q", "k8s"];
  const child = spawn(process.execPath, args, {
    cwd: folder,
    stdio: ["ignore", "ignore", "pipe"],
  });
  let said = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    said += text;
  });
  const [status] = (await once(child, "close")) as [number | null];
  return { template, status, said };
}

function oneAfterTheOther(templates: readonly string[]): string {
  return templates.reduce((input, template) => {
    const args = [command, "inject", "-t", template];
    return spawnSync(process.execPath, args, { cwd: folder, input, encoding: "utf8" }).stdout;
  }, OLD);
}

function orders(items: readonly string[]): readonly (readonly string[])[] {
  if (items.length < 2) return [items];
  return items.flatMap((first) =>
    orders(items.filter((item) => item !== first)).map((rest) => [first, ...rest]),
  );
}
