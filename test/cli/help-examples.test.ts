// Every example of every --help runs as it stands there, in a folder that holds fixtures/manifests.

import { execFileSync } from "node:child_process";
import { cpSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { main } from "../../src/main.ts";
import { fakeIo } from "./fake-io.ts";
import { runShell } from "./shell.ts";
import { temporaryFolder } from "./temporary-folder.ts";

const manifests = join(import.meta.dirname, "../../fixtures/manifests");

const commands: readonly (readonly string[])[] = [
  [],
  ["inject"],
  ["eject"],
  ["show"],
  ["templates"],
  ["templates", "list"],
  ["templates", "show"],
  ["templates", "check"],
  ["templates", "new"],
  ["templates", "schema"],
];

const helps = await Promise.all(
  commands.map(async (command) => {
    const io = fakeIo({ cwd: manifests });
    await main([...command, "--help"], io);
    return { command: ["kube-sidecar", ...command].join(" "), help: io.stdout() };
  }),
);

const examples = helps.flatMap(({ command, help }) =>
  examplesOf(help).map((example) => ({ command, example })),
);

function examplesOf(help: string): readonly string[] {
  const [, list = ""] = help.split(/^Examples?:\n/m);
  return [...list.matchAll(/^ {2}(ku.*)$/gm)].map(([, example = ""]) => example);
}

function hasKubectl(): boolean {
  try {
    execFileSync("kubectl", ["version", "--client"], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}

describe("the examples of --help", () => {
  it.each(helps)("are there for $command", ({ help }) => {
    expect(examplesOf(help)).not.toEqual([]);
  });

  it.each(examples)("run for $command: $example", async ({ example }) => {
    if (example.startsWith("kubectl") && !hasKubectl()) return;
    const cwd = temporaryFolder();
    cpSync(manifests, cwd, { recursive: true });
    const { code, stderr } = await runShell(example, cwd);
    expect(stderr).not.toMatch(/kube-sidecar: |error/);
    expect(code).toBe(0);
  });
});
