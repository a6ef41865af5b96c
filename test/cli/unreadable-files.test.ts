// A file that cannot be read costs itself alone: the others are linted, shown and listed in every format, exit code 2 says
// that one is missing, and `inject` and `eject` write nothing.

import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { FileSystem } from "../../src/io/io.ts";
import { main } from "../../src/main.ts";
import { fakeIo } from "./fake-io.ts";
import { temporaryFolder } from "./temporary-folder.ts";

/** Has one error for lint: `port-conflict`. */
const GOOD = `apiVersion: v1
kind: Pod
metadata: {name: web}
spec:
  containers:
  - {name: web, image: "example.com/web:1", ports: [{containerPort: 8080}]}
  - {name: log, image: "example.com/log:1", ports: [{containerPort: 8080}]}
`;
const PLAIN = GOOD.split("\n").slice(0, -2).join("\n").replace("{name: web}", "{name: plain}");

const FILES = {
  "k8s/broken.yaml": "apiVersion: v1\nkind: Pod\nspec: [\n",
  "k8s/denied.yaml": GOOD,
  "k8s/good.yaml": GOOD,
  "k8s/half.yaml": `${PLAIN.replace("plain", "half")}\n---\nkind: Pod\napiVersion: v1\nspec: {\n`,
  "k8s/plain.yaml": `${PLAIN}\n`,
  "k8s/u16.yaml": Buffer.from(`\ufeff${GOOD}`, "utf16le"),
};
const UNREADABLE = ["k8s/broken.yaml", "k8s/denied.yaml", "k8s/half.yaml", "k8s/u16.yaml"];
/** By name of the Pod; in the one file that can be read in part, the part. */
const READABLE = ["web", "plain", "half"];

async function run(argv: readonly string[], env: Readonly<Record<string, string>> = {}) {
  const cwd = temporaryFolder(FILES);
  const read = ((path: string, ...rest: []) => {
    if (path.endsWith("denied.yaml")) {
      throw Object.assign(new Error("denied"), { code: "EACCES", syscall: "open" });
    }
    return readFileSync(path, ...rest);
  }) as FileSystem["readFileSync"];
  const io = fakeIo({ cwd, fs: { readFileSync: read }, env });
  const code = await main(argv, io);
  const isUnchanged = Object.entries(FILES).every(([path, content]) =>
    Buffer.from(content as string).equals(readFileSync(join(cwd, path))),
  );
  const report = (name: string) => readFileSync(join(cwd, name), "utf8");
  return { code, stdout: io.stdout(), stderr: io.stderr(), isUnchanged, report };
}

function expectAll(text: string, parts: readonly string[]): void {
  for (const part of parts) expect(text).toContain(part);
}

describe("lint", () => {
  it.each(["text", "json", "sarif", "github", "junit"])("in the form %s", async (format) => {
    const { code, stdout, stderr } = await run(["lint", "--format", format, "k8s"]);
    expect([code, stderr]).toEqual([2, ""]);
    expectAll(stdout, [...UNREADABLE, "k8s/good.yaml", "port-conflict", "u16.yaml is UTF-16"]);
    expect(stdout).toContain("cannot read k8s/denied.yaml: permission denied");
  });

  it.each(["r.txt", "r.json", "r.sarif", "r.xml"])(
    "and its report file %s is complete",
    async (name) => {
      const { code, report } = await run(["lint", "--report", name, "k8s"]);
      expect(code).toBe(2);
      expectAll(report(name), [...UNREADABLE, "k8s/good.yaml", "port-conflict", "UTF-16"]);
    },
  );

  it("says in JSON which files, and in SARIF that the run was not whole", async () => {
    const json = JSON.parse((await run(["lint", "--format", "json", "k8s"])).stdout);
    expect(json.summary).toMatchObject({
      files: 6,
      workloads: 3,
      errors: 1,
      problems: 4,
      failed: true,
    });
    expect(json.problems).toContainEqual({
      severity: "error",
      message: "cannot read k8s/denied.yaml: permission denied",
      file: "k8s/denied.yaml",
      line: 1,
      column: 1,
      endColumn: 1,
      help: "",
    });
    const sarif = JSON.parse((await run(["lint", "--format", "sarif", "k8s"])).stdout);
    const [{ invocations, results }] = sarif.runs;
    expect(invocations[0].executionSuccessful).toBe(false);
    expect(results).toHaveLength(1);
    const places = invocations[0].toolExecutionNotifications.map(
      (one: { locations: { physicalLocation: unknown }[] }) => one.locations[0]?.physicalLocation,
    );
    expect(places).toContainEqual({
      artifactLocation: { uri: "k8s/u16.yaml", uriBaseId: "%SRCROOT%" },
    });
  });

  it("marks the file as a whole on GitHub, and counts it in the summary", async () => {
    const summary = join(temporaryFolder(), "summary.md");
    writeFileSync(summary, "before\n");
    const { stdout } = await run(["lint", "--format", "github", "k8s"], {
      GITHUB_STEP_SUMMARY: summary,
    });
    expect(stdout).toContain(
      "::error file=k8s/u16.yaml,title=manifest::k8s/u16.yaml is UTF-16; Kubernetes",
    );
    expect(readFileSync(summary, "utf8")).toMatch(/^before\n.*5 errors in 3 workloads of 6 files/s);
  });

  it.each([
    ["never", ["--fail-on", "never"]],
    ["an injection", ["-t", "fluent-bit"]],
    ["quiet", ["-q"]],
  ])("with %s ends in 2 all the same", async (_name, options) => {
    const { code, stdout } = await run(["lint", ...options, "k8s"]);
    expect(code).toBe(2);
    expectAll(stdout, UNREADABLE);
  });

  it("of nothing that can be read gives a report all the same", async () => {
    const { code, stdout } = await run(["lint", "--format", "sarif", "k8s/u16.yaml"]);
    expect(code).toBe(2);
    expect(JSON.parse(stdout).runs[0].invocations[0].toolExecutionNotifications).toHaveLength(1);
  });
});

describe("status", () => {
  it("lists the others", async () => {
    const { code, stdout, stderr } = await run(["status", "k8s"]);
    expect(code).toBe(2);
    expectAll(
      stdout,
      READABLE.map((name) => `Pod/${name}`),
    );
    expectAll(stderr, UNREADABLE);
  });

  it("has in JSON what it could not read", async () => {
    const { code, stdout } = await run(["status", "--format", "json", "k8s"]);
    expect(code).toBe(2);
    const { workloads, problems } = JSON.parse(stdout);
    const objects = workloads.map(({ object }: { object: string }) => object).sort();
    expect(objects).toEqual(READABLE.map((name) => `Pod/${name}`).sort());
    const files = problems.map(({ file }: { file: string }) => file).sort();
    expect(files).toEqual(UNREADABLE);
  });
});

describe("show", () => {
  it("draws the others", async () => {
    const { code, stdout, stderr } = await run(["show", "k8s"]);
    expect(code).toBe(2);
    expectAll(
      stdout,
      READABLE.map((name) => `Pod/${name}`),
    );
    expectAll(stderr, UNREADABLE);
  });

  it("draws the others with what is injected, but no file that could be read in part", async () => {
    const { code, stdout, stderr } = await run(["show", "-t", "opa", "k8s"]);
    expect(code).toBe(2);
    expectAll(stdout, ["Pod/web", "Pod/plain", "sidecar, template opa"]);
    expect(stdout).not.toContain("Pod/half");
    expectAll(stderr, UNREADABLE);
  });
});

describe("inject and eject", () => {
  it.each([
    ["inject -t opa k8s"],
    ["inject -t opa -w k8s"],
    ["inject -t opa --diff k8s"],
    ["inject -t opa --check k8s"],
    ["inject -t opa -o json-patch k8s"],
    ["eject k8s"],
    ["eject -w k8s"],
  ])("write nothing, and name each file: %s", async (line) => {
    const { code, stdout, stderr, isUnchanged } = await run(line.split(" "));
    expect([code, stdout, isUnchanged]).toEqual([2, "", true]);
    expectAll(stderr, [...UNREADABLE, "nothing was written"]);
  });

  it("write their report whole", async () => {
    const { code, stderr, report } = await run(["inject", "-t", "opa", "--report", "r.txt", "k8s"]);
    expect(code).toBe(2);
    expect(report("r.txt")).toBe(stderr);
  });
});
