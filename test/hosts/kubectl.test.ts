// `kubectl sidecar` as docs/hosts.md has it, and as kubectl itself calls it.

import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { temporaryFolder } from "../cli/temporary-folder.ts";
import { findClient } from "./clients.ts";
import { expectSection } from "./expect-section.ts";
import { installCommand } from "./install-command.ts";
import { realShell } from "./real-shell.ts";

const manifests = join(import.meta.dirname, "../../fixtures/manifests");

describe.skipIf(findClient("kubectl") === undefined)("kubectl sidecar", () => {
  const installed = mkdtempSync(join(tmpdir(), "kube-sidecar-"));
  let runLine: ReturnType<typeof realShell>;

  beforeAll(() => {
    runLine = realShell({ path: [installCommand(installed)] });
  });
  afterAll(() => rmSync(installed, { recursive: true }));

  function folderOfManifests(): string {
    const folder = temporaryFolder();
    cpSync(manifests, folder, { recursive: true });
    return folder;
  }

  function run(line: string) {
    const { stdout, stderr, code } = runLine(line, folderOfManifests());
    return { stdout: stdout.toString(), stderr, code };
  }

  it("works as docs/hosts.md shows", async () => {
    await expectSection("kubectl", folderOfManifests(), runLine);
  });

  it("is a plugin that kubectl lists without a complaint", () => {
    const { stdout, code } = run("kubectl plugin list");
    expect(stdout).toContain("/kubectl-sidecar\n");
    expect(code).toBe(0);
  });

  it.each([
    ["kubectl sidecar --help", "kubectl sidecar [options] [command]"],
    ["kubectl sidecar inject --help", "kubectl sidecar inject [options] [paths...]"],
    ["kube-sidecar --help", "kube-sidecar [options] [command]"],
  ])("calls itself what it was called by: %s", (line, usage) => {
    const { stdout } = run(line);
    expect(stdout.split("\n")[0]).toBe(`Usage: ${usage}`);
    const other = line.startsWith("kubectl") ? "kube-sidecar " : "kubectl sidecar ";
    expect(stdout).not.toContain(other);
  });

  it("takes options, standard input and exit codes through kubectl", () => {
    expect(run("kubectl sidecar lint -q pitfalls.yaml").code).toBe(1);
    const piped = run(
      "cat deploy.yaml | kubectl sidecar inject -q -t fluent-bit | kubectl sidecar eject -q",
    );
    expect(piped.stdout).toBe(run("cat deploy.yaml").stdout);
  });

  it("completes through kubectl, and says nothing else", () => {
    expect(run("kubectl __complete sidecar templates s 2>/dev/null").stdout).toBe(
      "show\tshow what a template adds, costs and takes\nschema\tprint the JSON Schema of templates, for editors\n:4\n",
    );
    expect(run("kubectl_complete-sidecar inject -c none.yaml --env ''")).toEqual({
      stdout: ":4\n",
      stderr: "",
      code: 0,
    });
  });
});
