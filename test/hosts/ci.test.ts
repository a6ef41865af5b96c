// docs/hosts.md, the section on CI: what it writes for GitHub, GitLab and pre-commit is run as these run it.

import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parse } from "yaml";
import { HOSTILE_FOLDERS } from "../cli/hostile-files.ts";
import { temporaryFolder } from "../cli/temporary-folder.ts";
import { isLongRun } from "../try-property.ts";
import { expectSection } from "./expect-section.ts";
import { installCommand } from "./install-command.ts";
import { realShell } from "./real-shell.ts";
import { commandsIn, readAction, runAction } from "./run-action.ts";

const root = join(import.meta.dirname, "../..");
const folder = mkdtempSync(join(tmpdir(), "kube-sidecar-ci-"));
const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));

let installed: string;
/** The folders that a release adds to those of the action, and of these only what it runs. */
let checkout: string;
beforeAll(() => {
  installed = installCommand(folder);
  checkout = join(folder, "checkout");
  for (const part of ["bin", "dist"]) {
    cpSync(join(folder, "lib", part), join(checkout, part), { recursive: true });
  }
  for (const part of ["templates", "integrations"]) {
    cpSync(join(root, part), join(checkout, part), { recursive: true });
  }
}, 120_000);
afterAll(() => rmSync(folder, { recursive: true }));

const pod = (ports: readonly number[], annotations = "{}") => `apiVersion: v1
kind: Pod
metadata: {name: web, annotations: ${annotations}}
spec:
  containers:
${ports.map((port, index) => `  - {name: c${index}, image: "web:1", ports: [{containerPort: ${port}}]}\n`).join("")}`;

const GOOD = { "k8s/web.yaml": pod([8080]) };
const BAD = { "k8s/deep/web.yaml": pod([8080, 8080]) };
const ASKS = { "k8s/web.yaml": pod([8080], '{kube-sidecar.dev/inject: "statsd-exporter"}') };

/** Such as come far into a report and a diff, and such as the first step refuses. */
const MOST_HOSTILE = new Set([
  "files that can be used",
  "workloads",
  "a config",
  "a template that is no YAML",
  "a manifest that is no YAML",
]);

describe("the GitHub Action", () => {
  const run = (
    files: Readonly<Record<string, string | Uint8Array>>,
    inputs: Readonly<Record<string, string>>,
  ) => runAction({ paths: "k8s", ...inputs }, temporaryFolder(files), checkout);

  it("installs nothing, and passes good manifests", () => {
    const { failed, steps, summary } = run(GOOD, {});
    expect(failed).toBe(false);
    expect(Object.keys(steps)).toEqual(["Set up Node.js", "Check the pods"]);
    for (const { run: script = "" } of readAction().runs.steps) {
      expect(script).not.toMatch(/npm|npx|curl/);
    }
    expect(summary).toMatch(/^### kube-sidecar lint\n/);
  });

  it("says that a commit without what is built is no release", () => {
    const cwd = temporaryFolder(GOOD);
    const bare = temporaryFolder();
    cpSync(join(root, "integrations"), join(bare, "integrations"), { recursive: true });
    const { failed, steps } = runAction({ paths: "k8s" }, cwd, bare);
    expect(failed).toBe(true);
    expect(steps["Check the pods"]).toMatch(
      /^::error::This commit of kube-sidecar is not that of a release/,
    );
  });

  it("annotates the lines of findings, and fails", () => {
    const { failed, steps } = run(BAD, { "node-version": "" });
    expect(failed).toBe(true);
    expect(steps["Check the pods"]).toMatch(/^::error file=k8s\/deep\/web\.yaml,line=7,.*port/);
    expect(steps["Set up Node.js"]).toBeUndefined();
  });

  it("stays in the folder, and fails as late, as it is told to", () => {
    expect(run({ ...GOOD, ...BAD }, { recursive: "false" }).failed).toBe(false);
    expect(run(BAD, { "fail-on": "never" }).failed).toBe(false);
    expect(run(BAD, { rules: "port-conflict=off\nport-duplicate=off" }).failed).toBe(false);
    expect(run({ "a/b/k8s/web.yaml": pod([1, 1]) }, { "working-directory": "a/b" }).failed).toBe(
      true,
    );
  });

  it("uploads alerts also where findings fail it, and does not where there are none to upload", () => {
    const { failed, steps } = run(BAD, { report: "sarif" });
    expect(failed).toBe(true);
    const { sarif_file } = JSON.parse(steps["Upload the alerts"] ?? "{}");
    expect(sarif_file).toMatch(/kube-sidecar\.sarif$/);
    const unread = run(BAD, { report: "sarif", templates: "nope" });
    expect(unread.failed).toBe(true);
    expect(unread.steps["Check the pods"]).toContain('unknown template "nope"');
    expect(unread.steps["Upload the alerts"]).toBeUndefined();
  });

  it("uploads alerts also where a file cannot be read, which it names", () => {
    const files = { ...BAD, "k8s/u16.yaml": Buffer.from(`\ufeff${pod([8080])}`, "utf16le") };
    const { failed, steps } = run(files, { report: "sarif" });
    expect(failed).toBe(true);
    expect(JSON.parse(steps["Upload the alerts"] ?? "{}").sarif_file).toMatch(/\.sarif$/);
    expect(steps["Check the pods"]).toContain("k8s/u16.yaml is UTF-16");
    const annotated = run(files, {});
    expect(annotated.failed).toBe(true);
    expect(annotated.steps["Check the pods"]).toMatch(
      /^::error file=k8s\/u16\.yaml,title=.*::error file=k8s\/deep\/web\.yaml,line=7/s,
    );
    expect(annotated.summary).toContain("2 errors in 1 workload of 2 files");
  });

  it("fails where the sidecars that manifests ask for are not in them", () => {
    const { failed, steps, summary } = run(ASKS, { "inject-check": "true" });
    expect(failed).toBe(true);
    expect(steps["Check that the sidecars are in"]).toContain("+  - name: statsd-exporter\n");
    expect(steps["Check that the sidecars are in"]).toContain("::error::The manifests are not");
    expect(summary).toContain("+ Pod/web  would get statsd-exporter");
    expect(run(GOOD, { "inject-check": "true", lint: "false" }).failed).toBe(false);
  });

  it("says in the summary that it could not begin", () => {
    const inputs = { "inject-check": "true", lint: "false" };
    const { failed, summary } = run({ "k8s/README.md": "Nothing yet.\n" }, inputs);
    expect(failed).toBe(true);
    const gone = run(GOOD, { ...inputs, paths: "gone" });
    expect(gone.failed).toBe(true);
    expect(gone.summary).toContain("gone  error  cannot read gone: no such file or folder\n");
    expect(summary).toContain("    It could not begin: the log of the job says why.\n");
  });

  it("is run as the runner does, which finds commands", () => {
    const log =
      "a\n ::add-mask::b\nc ##[group]d\n::stop-commands::x\n::error::e\n::x::\n::error f=g::h\n";
    expect(commandsIn(log)).toEqual([
      { name: "add-mask", value: "b" },
      { name: "group", value: "d" },
      { name: "stop-commands", value: "x" },
      { name: "error", value: "h" },
    ]);
  });

  it("obeys no command in what a pull request brings, nor lets it out of the summary", () => {
    // Each starts several processes; test/cli/hostile-text.test.ts tries all of them without any.
    const folders = [...HOSTILE_FOLDERS].filter(([name]) => isLongRun || MOST_HOSTILE.has(name));
    expect(folders.length).toBeGreaterThanOrEqual(MOST_HOSTILE.size);
    for (const [folder, files] of folders) {
      const { steps, summary } = run(files, { "inject-check": "true" });
      const lint = commandsIn(steps["Check the pods"] ?? "").map(({ name }) => name);
      expect([folder, lint.filter((name) => !/^(?:error|warning|notice)$/.test(name))]).toEqual([
        folder,
        [],
      ]);
      const check = commandsIn(steps["Check that the sidecars are in"] ?? "");
      const own = ["stop-commands", "error"].slice(0, check.length);
      expect([folder, check.length, check.map(({ name }) => name)]).toEqual([
        folder,
        own.length,
        own,
      ]);
      const [, , report = ""] = summary.split(/^### /m);
      expect(report).toMatch(/^kube-sidecar inject --check\n\n(?: {4}[^\n]*\n)+$/);
    }
  });

  it.each([
    ["paths", "k8s\n$(touch pwned)"],
    ["paths", 'k8s"; touch pwned; "'],
    ["templates", "`touch pwned`"],
    ["rules", "x=y; touch pwned"],
    ["config", "--write"],
    ["report", "$(touch pwned)"],
  ])("takes %s as words alone: %j", (name, value) => {
    const cwd = temporaryFolder(GOOD);
    const { failed } = runAction({ paths: "k8s", [name]: value }, cwd, checkout);
    expect(failed).toBe(true);
    expect(existsSync(join(cwd, "pwned"))).toBe(false);
    expect(readFileSync(join(cwd, "k8s/web.yaml"), "utf8")).toBe(GOOD["k8s/web.yaml"]);
  });

  it("has no expression in a script, and other actions by their commits", () => {
    const commit = "0".repeat(40);
    for (const { run: script = "", uses = `x@${commit}` } of readAction().runs.steps) {
      expect(script).not.toContain("${{");
      expect(uses).toMatch(/@[0-9a-f]{40}$/);
    }
  });
});

describe("docs/hosts.md", () => {
  const written = join(folder, "documented");
  beforeAll(async () => {
    mkdirSync(written);
    await expectSection("CI", written, realShell({ path: [installed] }));
    const page = readFileSync(join(root, "docs/hosts.md"), "utf8");
    // As it was before the last commands of the section have fixed it.
    const [, manifest = ""] = /^```yaml write=k8s\/web\.yaml\n(.*?)^```$/ms.exec(page) ?? [];
    writeFileSync(join(written, "k8s/web.yaml"), manifest);
  });

  /** Returns a folder with the files that the section writes. */
  const documented = () => {
    const cwd = temporaryFolder();
    cpSync(written, cwd, { recursive: true });
    return cwd;
  };
  const yamlOf = (cwd: string, name: string) => parse(readFileSync(join(cwd, name), "utf8"));

  it("shows a workflow of GitHub that fails for the manifest", () => {
    const cwd = documented();
    const { steps } = yamlOf(cwd, ".github/workflows/sidecars.yaml").jobs.sidecars;
    const { uses, with: inputs } = steps[1];
    expect(uses).toBe(`OWNER/kube-sidecar@v${version}`);
    expect(Object.keys(readAction().inputs)).toEqual(expect.arrayContaining(Object.keys(inputs)));
    const strings = Object.entries(inputs).map(([name, value]) => [name, String(value)]);
    const { failed, steps: ran } = runAction(Object.fromEntries(strings), cwd, checkout);
    expect(failed).toBe(true);
    expect(ran["Check that the sidecars are in"]).toContain("would get statsd-exporter");
  });

  it("shows a job of GitLab that writes a report, and fails", () => {
    const cwd = documented();
    const { script } = yamlOf(cwd, ".gitlab-ci.yml").sidecars;
    const shims = temporaryFolder();
    const words = `install --global --ignore-scripts kube-sidecar@${version}`;
    const npm = `#!/bin/sh\n[ "$*" = "${words}" ] || exit 9\n`;
    writeFileSync(join(shims, "npm"), npm, { mode: 0o755 });
    const run = realShell({ path: [shims, installed] });
    expect(script.map((line: string) => run(line, cwd).code)).toEqual([0, 0, 1]);
    expect(readFileSync(join(cwd, "kube-sidecar.xml"), "utf8")).toMatch(/^<\?xml .*\n<testsuites /);
  });

  it("shows hooks that pre-commit finds, and that fail for the manifest", async () => {
    const cwd = documented();
    const [{ rev, hooks }] = yamlOf(cwd, ".pre-commit-config.yaml").repos;
    expect(rev).toBe(`v${version}`);
    const ours: readonly { id: string; entry: string; args: readonly string[] }[] = parse(
      readFileSync(join(root, ".pre-commit-hooks.yaml"), "utf8"),
    );
    const run = realShell({ path: [installed] });
    const codes = ours.map(({ id, entry, args }, index) => {
      const words = [entry, ...(hooks[index].args ?? args), "k8s/web.yaml"];
      return [id, run(words.join(" "), cwd).code];
    });
    expect(codes).toEqual([
      ["kube-sidecar-lint", 0],
      ["kube-sidecar-inject-check", 1],
    ]);
    expect(hooks.map(({ id }: { id: string }) => id)).toEqual(ours.map(({ id }) => id));
    expect(hooks[1].args.at(-1)).toBe("--");
    expect(ours.map(({ args }) => args)).toEqual([["--"], ["--"]]);
  });
});

describe("the Dockerfile", () => {
  const text = readFileSync(join(root, "Dockerfile"), "utf8");

  it("takes what the command needs from the build, and runs it as nobody", () => {
    const image = text.slice(text.lastIndexOf("FROM "));
    expect(image).toContain("\nUSER nobody\n");
    expect(image).toContain('\nENTRYPOINT ["node", "/opt/kube-sidecar/bin/kube-sidecar.cjs"]\n');
    const copied = [...image.matchAll(/^COPY --from=build (.*) \/opt\/kube-sidecar\/\S*$/gm)];
    expect(copied.flatMap(([, paths = ""]) => paths.split(" "))).toEqual(
      ["package.json", "LICENSE", "bin", "dist/*.cjs", "dist/*.txt", "dist/built-in"].map(
        (path) => `/src/${path}`,
      ),
    );
    const work = temporaryFolder();
    for (const part of ["package.json", "bin", "dist"]) {
      cpSync(join(folder, "lib", part), join(work, part), { recursive: true });
    }
    const run = realShell({ path: [] });
    const line = `node bin/kube-sidecar.cjs inject -q -t statsd-exporter < ${join(root, "fixtures/manifests/deploy.yaml")}`;
    expect(run(line, work).code).toBe(0);
  });
});
