// Several runs change one folder at the same time. Each file ends as what some of them make of it, one after the other, and
// whoever has said of none of its files that it was not changed finds its sidecar in all of them.

import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { main } from "../../src/main.ts";
import { repetitions } from "../try-property.ts";
import { buildCommand } from "./build-command.ts";
import { fakeIo } from "./fake-io.ts";

const folder = mkdtempSync(join(tmpdir(), "kube-sidecar-rivals-"));
const manifests = join(folder, "k8s");
const { command } = buildCommand(folder);
afterAll(() => rmSync(folder, { recursive: true }));

const TEMPLATES = ["statsd-exporter", "fluent-bit", "envoy"];
const NAMES = Array.from({ length: 40 }, (_, index) => `app-${index + 100}.yaml`);
const OLD = `apiVersion: v1
kind: Pod
metadata: {name: web}
spec:
  containers:
  - {name: web, image: nginx, ports: [{containerPort: 8080}]}
`;
const NOTHING_CHANGED = /changed by another program since/;
const LEFT_OUT = /^(k8s\/app-\d+\.yaml) {2}error {2}cannot write/gm;

/** How a run ended, and what it said. */
interface Ended {
  readonly template: string;
  readonly status: number | null;
  readonly said: string;
}

it("leaves each file as runs one after the other would, with nothing lost unsaid", async () => {
  mkdirSync(manifests);
  const allowed = await allowedTexts(OLD, []);
  let met = 0;
  for (let round = 0; round < repetitions(1); round++) {
    for (const name of NAMES) writeFileSync(join(manifests, name), OLD);
    const ended = await Promise.all(TEMPLATES.map(startRun));
    expect(readdirSync(manifests).sort()).toEqual(NAMES);
    const claims = ended.map((run) => ({ template: run.template, files: filesClaimed(run) }));
    expect(claims.some(({ files }) => files.length > 0)).toBe(true);
    for (const name of NAMES) {
      const inFile = allowed.get(readFileSync(join(manifests, name), "utf8"));
      if (inFile === undefined) expect.fail(`${name} is a mix`);
      const claimed = claims.filter(({ files }) => files.includes(name));
      const lost = claimed.filter(({ template }) => !inFile.has(template));
      expect(lost.map(({ template }) => `${template} in ${name}`)).toEqual([]);
    }
    met += ended.filter(({ status }) => status === 2).length;
  }
  // Or no two of them ever met, and this is no test.
  expect(met).toBeGreaterThan(0);
});

/** Returns the files that a run has changed by what it says. */
function filesClaimed({ status, said }: Ended): readonly string[] {
  if (status === 0) return NAMES;
  expect(status).toBe(2);
  if (said.includes("no file was changed")) {
    expect(said).toMatch(NOTHING_CHANGED);
    return [];
  }
  const leftOut = [...said.matchAll(LEFT_OUT)].map(([, path = ""]) => path.slice("k8s/".length));
  expect(leftOut).not.toEqual([]);
  return NAMES.filter((name) => !leftOut.includes(name));
}

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

/** Returns all that runs one after the other can make of a text, with the templates that are in it then. */
async function allowedTexts(
  input: string,
  before: readonly string[],
): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const rest = TEMPLATES.filter((template) => !before.includes(template));
  const texts = new Map<string, ReadonlySet<string>>();
  for (const template of rest) {
    const io = fakeIo({ cwd: folder, stdin: input });
    await main(["inject", "-t", template], io);
    const stdout = io.stdout();
    const templates = [...before, template];
    texts.set(stdout, new Set(templates));
    for (const [text, names] of await allowedTexts(stdout, templates)) texts.set(text, names);
  }
  return texts;
}
