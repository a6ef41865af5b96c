// The hooks, in a fresh clone that the real pre-commit makes and installs by itself.

import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { temporaryFolder } from "../cli/temporary-folder.ts";
import { hasPreCommit } from "./pre-commit.ts";

const root = join(import.meta.dirname, "../..");
const folder = mkdtempSync(join(tmpdir(), "kube-sidecar-pre-commit-"));
const clone = join(folder, "kube-sidecar");
let revision = "";

function run(cwd: string, [program = "", ...args]: readonly string[]) {
  const env = { ...process.env, PRE_COMMIT_HOME: join(folder, "home"), NO_COLOR: "1" };
  const { status, stdout, stderr } = spawnSync(program, args, { cwd, env, encoding: "utf8" });
  return { code: status, output: stdout + stderr };
}

/** Makes a folder a repository, with all that is in it committed, and returns the revision. */
function commit(cwd: string): string {
  const author = ["-c", "user.name=test", "-c", "user.email=test@example.com"];
  const settings = [...author, "-c", "commit.gpgSign=false", "-c", "core.hooksPath=/dev/null"];
  run(cwd, ["git", "init", "--quiet"]);
  run(cwd, ["git", "add", "--all"]);
  run(cwd, ["git", ...settings, "commit", "--quiet", "--message", "All"]);
  return run(cwd, ["git", "rev-parse", "HEAD"]).output.trim();
}

/** Returns the config of a repository whose hooks are ours. */
function configWith(more: string): string {
  const hooks = ["lint", "inject-check"].map((name) => `  - id: kube-sidecar-${name}\n${more}`);
  return `repos:\n- repo: ${clone}\n  rev: ${revision}\n  hooks:\n${hooks.join("")}`;
}

function repository(files: Readonly<Record<string, string>>, more = ""): string {
  const cwd = temporaryFolder({ ...files, ".pre-commit-config.yaml": configWith(more) });
  commit(cwd);
  return cwd;
}

const hooksIn = (cwd: string) => run(cwd, ["pre-commit", "run", "--all-files", "--verbose"]);

const pod = (ports: readonly number[], inject = "") => `apiVersion: v1
kind: Pod
metadata: {name: web${inject}}
spec:
  containers:
${ports.map((port, index) => `  - {name: c${index}, image: "web:1", ports: [{containerPort: ${port}}]}\n`).join("")}`;

const ASKS = ", annotations: {kube-sidecar.dev/inject: statsd-exporter}";
const OFF = `apiVersion: kube-sidecar.dev/v1alpha1
kind: SidecarInjector
spec: {lint: {rules: {port-conflict: off}}}
`;

describe.skipIf(!hasPreCommit())("the hooks of pre-commit", () => {
  beforeAll(() => {
    const left = ["node_modules", ".git", "dist"];
    cpSync(root, clone, { recursive: true, filter: (path) => !left.includes(basename(path)) });
    revision = commit(clone);
    const first = join(folder, "first");
    mkdirSync(first);
    writeFileSync(join(first, ".pre-commit-config.yaml"), configWith(""));
    commit(first);
    const { code, output } = run(first, ["pre-commit", "install-hooks"]);
    expect(code, output).toBe(0);
  }, 600_000);
  afterAll(() => rmSync(folder, { recursive: true }));

  it("are installed, and pass good manifests", () => {
    const { code, output } = hooksIn(repository({ "k8s/web.yaml": pod([8080]) }));
    expect([code, output]).toEqual([0, expect.stringMatching(/lint\.+Passed.*--check\.+Passed/s)]);
    expect(output).toContain("no findings in 1 workload");
  });

  it("fail for a finding, and for a sidecar that is not in", () => {
    const files = { "k8s/a.yaml": pod([1, 1]), "k8s/b.yaml": pod([8080], ASKS) };
    const { code, output } = hooksIn(repository(files));
    expect([code, output]).toEqual([1, expect.stringMatching(/lint\.+Failed.*--check\.+Failed/s)]);
    expect(output).toContain("k8s/a.yaml:7:56  error[port-conflict]");
    expect(output).toContain("+ Pod/web  would get statsd-exporter (k8s/b.yaml:1)");
  });

  it("take names of files for nothing else", () => {
    const bad = pod([1, 1]);
    const files = {
      "a.yaml": bad,
      "off.yaml": OFF,
      "package.json": "{}\n",
      "--config=off.yaml": bad,
      "--report=package.json": "{}\n",
      "--name=none.yaml": bad,
      "-coff.yaml": bad,
      "--rule=port-conflict=off.yaml": bad,
    };
    const cwd = repository(files, "    exclude: ^(off|\\.pre-commit-config)\\.yaml$\n");
    const { code, output } = hooksIn(cwd);
    expect(code).toBe(1);
    for (const name of Object.keys(files).filter((file) => files[file as "a.yaml"] === bad)) {
      expect(output).toContain(`${name}:7:56  error[port-conflict]`);
    }
    expect(readFileSync(join(cwd, "package.json"), "utf8")).toBe("{}\n");
  });

  it("refuse a name that would be an option where -- has been left out", () => {
    const files = { "a.yaml": pod([1, 1]), "off.yaml": OFF, "--config=off.yaml": pod([1]) };
    const args = '    args: ["--quiet"]\n    exclude: ^(off|\\.pre-commit-config)\\.yaml$\n';
    const { code, output } = hooksIn(repository(files, args));
    expect(code).toBe(1);
    expect(output).toContain("kube-sidecar: --config=off.yaml is the name of a file here");
  });
});
