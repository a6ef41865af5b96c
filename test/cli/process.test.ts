// What only a real process shows: pipes that close, signals, the files that start the command.

import { spawn, spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { nodeIo } from "../../src/io/io.ts";
import { buildCommand } from "./build-command.ts";

const root = join(import.meta.dirname, "../..");
const folder = mkdtempSync(join(tmpdir(), "kube-sidecar-process-"));
const { command } = buildCommand(folder);

const CONFIG_MAP = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: big}\n---\n";

beforeAll(() => {
  writeFileSync(join(folder, "big.yaml"), CONFIG_MAP.repeat(50_000));
});
afterAll(() => rmSync(folder, { recursive: true }));

const inject = ["inject", "-t", "fluent-bit"];

function run(args: readonly string[], input = "") {
  return spawnSync(process.execPath, [command, ...args], {
    cwd: folder,
    input,
    encoding: "utf8",
    maxBuffer: 1 << 28,
  });
}

function runBash(script: string) {
  const env = { ...process.env, NODE: process.execPath, COMMAND: command };
  return spawnSync("bash", ["-c", script], { cwd: folder, env, encoding: "utf8" });
}

describe("the process", () => {
  it("has the version of the package", () => {
    const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
    for (const flag of ["--version", "-V"]) expect(run([flag]).stdout).toBe(`${version}\n`);
  });

  it("passes a large stream through a pipe whole", () => {
    const input = CONFIG_MAP.repeat(20_000);
    const { status, stdout } = run(inject, input);
    expect(status).toBe(0);
    expect(stdout === input).toBe(true);
  });

  it("ends quietly when the reader of its output goes away", () => {
    const script =
      '"$NODE" "$COMMAND" inject -t fluent-bit big.yaml | head -n 1; echo "$PIPESTATUS"';
    const { stdout, stderr } = runBash(script);
    expect(stdout).toBe("apiVersion: v1\n141\n");
    expect(stderr).toBe("");
  });

  it.runIf(process.platform === "linux")("says when the disk is full", () => {
    const { status, stderr } = runBash(
      '"$NODE" "$COMMAND" inject -t fluent-bit big.yaml > /dev/full',
    );
    expect(status).toBe(2);
    expect(stderr).toBe(
      "kube-sidecar: cannot write to standard output: no space left on the device\n",
    );
  });

  it.runIf(process.platform === "linux").each(["--version", "--help", "templates list"])(
    "says so of %s as well, and ends quietly when nobody reads",
    (args) => {
      const full = runBash(`"$NODE" "$COMMAND" ${args} > /dev/full`);
      expect([full.status, full.stderr]).toEqual([
        2,
        "kube-sidecar: cannot write to standard output: no space left on the device\n",
      ]);
      const gone = runBash(`{ sleep 0.2; "$NODE" "$COMMAND" ${args}; echo $? >&2; } | true`);
      expect(gone.stderr).toBe("141\n");
    },
  );

  it.runIf(process.platform === "linux")("has exit code 2 where no report can be shown", () => {
    writeFileSync(join(folder, "small.yaml"), CONFIG_MAP);
    const script = '"$NODE" "$COMMAND" inject -t fluent-bit small.yaml 2> /dev/full; echo $?';
    expect(runBash(script).stdout).toBe(`${CONFIG_MAP}2\n`);
  });

  it("is ended by Ctrl-C while it reads, with nothing written", async () => {
    const child = spawn(process.execPath, [command, ...inject], { cwd: folder });
    let output = "";
    child.stdout.on("data", (data) => {
      output += data;
    });
    child.stdin.write(CONFIG_MAP);
    await new Promise((resolve) => setTimeout(resolve, 500));
    child.kill("SIGINT");
    const signal = await new Promise((resolve) => child.on("exit", (_code, name) => resolve(name)));
    // A shell reports it as 130.
    expect(signal).toBe("SIGINT");
    expect(output).toBe("");
  });

  it("tells which processes there are, which temporary files of killed runs depend on", () => {
    const { isRunning } = nodeIo();
    const { pid: ended } = spawnSync(process.execPath, ["-e", ""]);
    expect([process.pid, process.ppid, ended].map(isRunning)).toEqual([true, true, false]);
  });

  it.runIf(process.platform === "linux")("says that its working folder is gone", () => {
    const script = 'mkdir gone; cd gone; rmdir ../gone; "$NODE" "$COMMAND" lint /dev/null; echo $?';
    const { stdout, stderr } = runBash(script);
    expect(stdout).toBe("2\n");
    expect(stderr).toBe("kube-sidecar: cannot find the working folder: no such file or folder\n");
  });

  it("says that it is not built", () => {
    mkdirSync(join(folder, "unbuilt/bin"), { recursive: true });
    const unbuilt = join(folder, "unbuilt/bin/kube-sidecar.cjs");
    cpSync(command, unbuilt);
    const { status, stderr } = spawnSync(process.execPath, [unbuilt], { encoding: "utf8" });
    expect(status).toBe(2);
    expect(stderr).toBe("kube-sidecar is not built: run `npm run build` in its folder first\n");
  });

  it.each(["18.20.4", "20.18.3"])("says that Node.js %s is too old", (version) => {
    const script = `
      Object.defineProperty(process.versions, "node", { value: ${JSON.stringify(version)} });
      require(${JSON.stringify(command)});`;
    const { status, stderr } = spawnSync(process.execPath, ["-e", script], { encoding: "utf8" });
    expect(status).toBe(2);
    expect(stderr).toBe(`kube-sidecar needs Node.js 20.19 or newer, this is ${version}\n`);
  });
});
