// `--report FILE` never costs a file that the run has read, and a report that cannot be written costs the whole run.

import {
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
} from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { StandardStream } from "../../src/io/io.ts";
import { main } from "../../src/main.ts";
import { fakeIo } from "./fake-io.ts";
import { temporaryFolder } from "./temporary-folder.ts";

const POD =
  "apiVersion: v1\nkind: Pod\nmetadata: {name: web}\nspec: {containers: [{name: web, image: web}]}\n";
const TEMPLATE = `apiVersion: kube-sidecar.dev/v1alpha1
kind: SidecarTemplate
metadata: {name: my}
spec:
  role: adapter
  containers: [{name: my, image: example.com/my:1}]
`;
const CONFIG = `apiVersion: kube-sidecar.dev/v1alpha1
kind: SidecarInjector
spec:
  templateDirs: [own]
  rules: [{templates: [my]}]
`;
const FILES = {
  "a.yaml": POD,
  "k8s/b.yaml": POD,
  "kube-sidecar.yaml": CONFIG,
  "v.yaml": "my: {}\n",
  "own/my.yaml": TEMPLATE,
  "more/other.yaml": TEMPLATE.replace("{name: my}", "{name: other}"),
  "old-report.txt": "from an earlier run\n",
};

function folderWithLinks(): string {
  const cwd = temporaryFolder(FILES);
  linkSync(join(cwd, "a.yaml"), join(cwd, "hard.yaml"));
  symlinkSync("a.yaml", join(cwd, "soft.yaml"));
  mkdirSync(join(cwd, "folder"));
  return cwd;
}

const contents = (cwd: string) =>
  readdirSync(cwd, { recursive: true, encoding: "utf8" })
    .filter((path) => statSync(join(cwd, path)).isFile())
    .sort()
    .map((path) => [path, readFileSync(join(cwd, path), "utf8")]);

async function run(argv: readonly string[], files: Partial<Record<StandardStream, string>> = {}) {
  const cwd = folderWithLinks();
  const before = contents(cwd);
  const fileOf = (stream: StandardStream) => {
    const path = files[stream];
    if (path === undefined) return undefined;
    const { dev, ino } = statSync(join(cwd, path), { bigint: true });
    return `${dev}:${ino}`;
  };
  const io = fakeIo({ cwd, stdin: POD, run: { fileOf } });
  const code = await main(argv, io);
  return { code, stdout: io.stdout(), stderr: io.stderr(), before, after: contents(cwd) };
}

describe("a report in place of what is read", () => {
  const inject = ["inject", "a.yaml"];
  it.each<[what: string, argv: readonly string[], report: string]>([
    ["a manifest", inject, "a.yaml"],
    ["a manifest, named otherwise", inject, "./k8s/../a.yaml"],
    ["a hard link of a manifest", inject, "hard.yaml"],
    ["a symbolic link to a manifest", inject, "soft.yaml"],
    ["the file behind a symbolic link", ["inject", "soft.yaml"], "a.yaml"],
    ["a file of a folder", ["inject", "k8s"], "k8s/b.yaml"],
    ["the config that was found", inject, "kube-sidecar.yaml"],
    ["the config that was named", [...inject, "-c", "kube-sidecar.yaml"], "kube-sidecar.yaml"],
    ["a file of values", [...inject, "--values", "v.yaml"], "v.yaml"],
    ["a template of the config", inject, "own/my.yaml"],
    ["a template", [...inject, "--template-dir", "more"], "more/other.yaml"],
    ["a config that is none", [...inject, "-c", "v.yaml"], "v.yaml"],
    [
      "values behind a config that is not there",
      [...inject, "-c", "no", "--values", "v.yaml"],
      "v.yaml",
    ],
    [
      "a template behind a config that is not there",
      [...inject, "-c", "no", "--template-dir", "more"],
      "more/other.yaml",
    ],
    [
      "a template behind a folder without any",
      [...inject, "--template-dir", "k8s", "--template-dir", "more"],
      "more/other.yaml",
    ],
    ["a file for lint", ["lint", "a.yaml"], "a.yaml"],
    ["the config for lint", ["lint", "a.yaml"], "kube-sidecar.yaml"],
    ["a template for lint", ["lint", "--inject", "a.yaml"], "own/my.yaml"],
    ["a file with -w", [...inject, "-w"], "hard.yaml"],
  ])("is refused: %s", async (_what, argv, report) => {
    const { code, stdout, stderr, before, after } = await run([...argv, "--report", report]);
    expect([code, stdout]).toEqual([2, ""]);
    expect(stderr).toContain(
      `the report ${report} would overwrite a file that is read; name another file for the report`,
    );
    expect(after).toEqual(before);
  });

  it("is refused where that comes on standard input", async () => {
    const { code, stdout, stderr, before, after } = await run(["inject", "--report", "hard.yaml"], {
      stdin: "a.yaml",
    });
    expect([code, stdout]).toEqual([2, ""]);
    expect(stderr).toContain("the report hard.yaml would overwrite a file that is read");
    expect(after).toEqual(before);
  });

  it("is refused where the output goes there", async () => {
    const { code, stderr, before, after } = await run(
      ["inject", "a.yaml", "--report", "old-report.txt"],
      { stdout: "old-report.txt" },
    );
    expect(code).toBe(2);
    expect(stderr).toContain("the report old-report.txt would overwrite the output");
    expect(after).toEqual(before);
  });

  it("is no obstacle where an earlier report is there", async () => {
    const { code, after } = await run(["inject", "a.yaml", "--report", "old-report.txt"]);
    expect(code).toBe(0);
    expect(Object.fromEntries(after)["old-report.txt"]).toContain("1 injected");
  });

  it.each([["GITHUB_STEP_SUMMARY", ["lint", "--format", "github", "a.yaml"]]])(
    "is refused of %s as well",
    async (name, argv) => {
      const cwd = folderWithLinks();
      const before = contents(cwd);
      const io = fakeIo({ cwd, env: { [name]: join(cwd, "hard.yaml") } });
      expect(await main(argv, io)).toBe(2);
      expect(contents(cwd)).toEqual(before);
    },
  );
});

describe("a report that cannot be written", () => {
  const commands: readonly (readonly string[])[] = [
    ["inject", "a.yaml"],
    ["inject", "-w", "a.yaml"],
    ["inject", "--diff", "a.yaml"],
    ["inject", "--check", "a.yaml"],
    ["inject", "-o", "json-patch", "a.yaml"],
    ["lint", "a.yaml"],
    ["lint", "--format", "json", "a.yaml"],
  ];
  const reports = [
    ["no/such/r.txt", "no such file or folder"],
    ["a.yaml/r.txt", "a part of the path is not a folder"],
    ["folder", "it is a folder"],
    ...(process.platform === "linux" ? [["/dev/full", "no space left on the device"]] : []),
  ];
  const cases = commands.flatMap((argv) =>
    reports.map(([report = "", reason = ""]) => [argv, report, reason] as const),
  );
  it.each(cases)("costs all of %j: %s, as %s", async (argv, report, reason) => {
    const { code, stdout, stderr, before, after } = await run([...argv, "--report", report]);
    expect([code, stdout]).toEqual([2, ""]);
    expect(stderr).toBe(`kube-sidecar: cannot write the report to ${report}: ${reason}\n`);
    expect(after).toEqual(before);
  });

  it("is noticed on a full disk before a file is changed", async () => {
    const cwd = folderWithLinks();
    const writeSync = () => {
      throw Object.assign(new Error("full"), { code: "ENOSPC", syscall: "write" });
    };
    const io = fakeIo({ cwd, fs: { writeSync } });
    expect(await main(["inject", "-w", "a.yaml", "--report", "r.txt"], io)).toBe(2);
    expect(io.stderr()).toContain("cannot write the report to r.txt: no space left on the device");
    expect(readFileSync(join(cwd, "a.yaml"), "utf8")).toBe(POD);
    expect(existsSync(join(cwd, "r.txt"))).toBe(false);
  });

  it("has to have a name", async () => {
    const { code, stdout, stderr } = await run(["inject", "a.yaml", "--report", ""]);
    expect([code, stdout, stderr]).toEqual([
      2,
      "",
      "kube-sidecar: the name of the report file is empty\n",
    ]);
  });

  it("hides no other failure", async () => {
    const { code, stderr } = await run(["inject", "-t", "envoi", "a.yaml", "--report", "no/r.txt"]);
    expect(code).toBe(2);
    expect(stderr).toMatch(/unknown template "envoi".*cannot write the report to no\/r\.txt/s);
  });
});

describe("a report", () => {
  it("of a run that ends in the midst says so", async () => {
    const cwd = folderWithLinks();
    const broken = {
      ...fakeIo({ cwd }),
      writeStdout: () => {
        throw Object.assign(new Error("gone"), { code: "EPIPE", syscall: "write" });
      },
    };
    expect(await main(["inject", "a.yaml", "--report", "r.txt"], broken)).toBe(141);
    expect(readFileSync(join(cwd, "r.txt"), "utf8")).toContain("the run did not finish");
  });

  it("says that the output could not be written", async () => {
    const cwd = folderWithLinks();
    const full = {
      ...fakeIo({ cwd }),
      writeStdout: () => {
        throw Object.assign(new Error("full"), { code: "ENOSPC", syscall: "write" });
      },
    };
    expect(await main(["inject", "a.yaml", "--report", "r.txt"], full)).toBe(2);
    expect(readFileSync(join(cwd, "r.txt"), "utf8")).toBe(
      "kube-sidecar: cannot write to standard output: no space left on the device\n",
    );
  });
});
