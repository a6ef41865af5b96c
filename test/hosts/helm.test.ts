// docs/hosts.md, the sections on Helm, with both of its real versions; and charts that its examples do not have.

import { cpSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parse } from "yaml";
import type { ShellResult } from "../cli/shell.ts";
import { temporaryFolder } from "../cli/temporary-folder.ts";
import { findClient } from "./clients.ts";
import { expectSection } from "./expect-section.ts";
import { helmShell } from "./helm-shell.ts";
import { installPackage } from "./install-package.ts";

const helm3 = findClient("helm3");
const helm4 = findClient("helm4");
const folder = mkdtempSync(join(tmpdir(), "kube-sidecar-helm-"));

type Run = (line: string, cwd: string) => ShellResult;
const shells = new Map<string, Run>();
const run = (helm: string | undefined, line: string, cwd: string) => {
  const shell = shells.get(helm ?? "");
  if (shell === undefined) throw new Error(`there is no ${helm}`);
  return shell(line, cwd);
};

beforeAll(() => {
  const installed = installPackage(folder);
  for (const helm of new Set([helm3, helm4])) {
    if (helm !== undefined) shells.set(helm, helmShell(helm, folder, installed));
  }
}, 120_000);
afterAll(() => rmSync(folder, { recursive: true }));

describe.skipIf(helm3 === undefined || helm4 === undefined)("docs/hosts.md", () => {
  it("says how Helm 4 and Helm 3 render, fail and report", async () => {
    const withPlugin = temporaryFolder();
    await expectSection("Helm", withPlugin, (line, cwd) => run(helm4, line, cwd));
    const withoutPlugin = temporaryFolder();
    cpSync(join(withPlugin, "shop"), join(withoutPlugin, "shop"), { recursive: true });
    await expectSection("Helm 3", withoutPlugin, (line, cwd) => run(helm3, line, cwd));
  });
});

const CHART = "apiVersion: v2\nname: outer\nversion: 1.0.0\n";
const DEPLOYMENT = `apiVersion: apps/v1
kind: Deployment
metadata: {name: {{ .Chart.Name }}}
spec:
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec:
      containers:
      - {name: web, image: "web:1", ports: [{containerPort: 9000}]}
`;
const WEB = { "chart/Chart.yaml": CHART, "chart/templates/web.yaml": DEPLOYMENT };
const CHART_IN_CHART = {
  ...WEB,
  "chart/Chart.yaml": `${CHART}dependencies: [{name: inner, version: 1.0.0}]\n`,
  "chart/templates/NOTES.txt": "Have fun.\n",
  "chart/crds/things.yaml":
    "apiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\nmetadata: {name: things.example.com}\n",
  "chart/charts/inner/Chart.yaml": "apiVersion: v2\nname: inner\nversion: 1.0.0\n",
  "chart/charts/inner/templates/web.yaml": DEPLOYMENT,
};
const WITHOUT_WORKLOADS = {
  "chart/Chart.yaml": CHART,
  "chart/templates/config.yaml": "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: c # kept\n",
};
const WITHOUT_MANIFESTS = { "chart/Chart.yaml": CHART, "chart/templates/NOTES.txt": "Have fun.\n" };

const VERSIONS = [
  {
    version: "Helm 4",
    helm: helm4,
    setup:
      'helm plugin install "$(npm root --global)/kube-sidecar/integrations/helm/kube-sidecar" > log',
    command: "--post-renderer kube-sidecar",
  },
  {
    version: "Helm 3",
    helm: helm3,
    setup: "true",
    command: "--post-renderer kube-sidecar --post-renderer-args=inject",
  },
].filter(({ helm }) => helm !== undefined);

describe.each(VERSIONS)("$version", ({ helm, setup, command }) => {
  function render(files: Readonly<Record<string, string>>, flags = "-t=statsd-exporter") {
    const cwd = temporaryFolder(files);
    const args = flags.split(" ").map((flag) => `--post-renderer-args=${flag}`);
    const line = `${setup} && helm template r chart --include-crds ${command} ${args.join(" ")}`;
    const { stdout, stderr, code } = run(helm, line, cwd);
    return { stdout: stdout.toString(), stderr, code };
  }

  it("renders charts in charts, with CRDs and notes", () => {
    const { stdout, stderr, code } = render(CHART_IN_CHART);
    expect(code, stderr).toBe(0);
    expect(summaryOf(stdout)).toEqual([
      "outer/crds/things.yaml",
      "outer/charts/inner/templates/web.yaml with sidecar",
      "outer/templates/web.yaml with sidecar",
    ]);
  });

  it("renders charts without workloads, and without manifests", () => {
    const { stdout, code } = render(WITHOUT_WORKLOADS);
    expect(code).toBe(0);
    expect(stdout).toContain("  name: c # kept\n");
    expect(summaryOf(stdout)).toEqual(["outer/templates/config.yaml"]);
    expect(render(WITHOUT_MANIFESTS)).toMatchObject({ stdout: "\n", code: 0 });
  });

  it.each([
    ["an unknown template", {}, "-t=statsd", 'unknown template "statsd"'],
    ["an unknown flag", {}, "--tempalte=statsd", "unknown option '--tempalte=statsd'"],
    [
      "a bad config",
      { "kube-sidecar.yaml": "kind: Nothing\n" },
      "-t=envoy",
      "kube-sidecar.yaml:1:",
    ],
    [
      "a conflict",
      {},
      "-t=statsd-exporter --set=port=9000",
      'containers "web" and "statsd-exporter" both declare port 9000/TCP',
    ],
  ])("ends with the reason on the screen after %s", (_, files, flags, reason) => {
    const { stdout, stderr, code } = render({ ...WEB, ...files }, flags);
    expect(code).toBe(1);
    expect(stdout).toBe("");
    expect(stderr).toContain(reason);
  });
});

describe("the plugin of Helm 4", () => {
  it("has the version of the package", () => {
    const read = (path: string) => readFileSync(join(import.meta.dirname, "../..", path), "utf8");
    const { version } = JSON.parse(read("package.json"));
    expect(parse(read("integrations/helm/kube-sidecar/plugin.yaml")).version).toBe(version);
  });

  it.skipIf(helm4 === undefined)("leaves a log alone that Helm writes into", () => {
    const cwd = temporaryFolder(WEB);
    const [{ setup, command }] = VERSIONS as [(typeof VERSIONS)[number]];
    run(helm4, setup, cwd);
    const line = `helm template r chart ${command} --post-renderer-args=-t=nope 2> helm.log`;
    expect(run(helm4, line, cwd).code).toBe(1);
    expect(readFileSync(join(cwd, "helm.log"), "utf8")).toMatch(/^Error: .*\n\nUse --debug .*\n$/);
  });
});

/** Returns where the documents of a stream come from, and which of them have the sidecar. */
function summaryOf(manifests: string): readonly string[] {
  const documents = manifests.split(/^---\n/m).filter((document) => document.trim() !== "");
  return documents.map((document) => {
    const source = /^# Source: (.*)$/m.exec(document)?.[1] ?? "nowhere";
    return document.includes("- name: statsd-exporter\n") ? `${source} with sidecar` : source;
  });
}
