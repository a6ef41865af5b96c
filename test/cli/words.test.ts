// What is on the command line: options, and names of files that look like options.

import { existsSync, readFileSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { main } from "../../src/main.ts";
import { fakeIo } from "./fake-io.ts";
import { temporaryFolder } from "./temporary-folder.ts";

/** Has one error for lint, and a sidecar that it asks for and does not have. */
const POD = `apiVersion: v1
kind: Pod
metadata: {name: web, annotations: {kube-sidecar.dev/inject: statsd-exporter}}
spec:
  containers:
  - {name: web, image: "example.com/web:1", ports: [{containerPort: 8080}]}
  - {name: log, image: "example.com/log:1", ports: [{containerPort: 8080}]}
`;
const OFF = `apiVersion: kube-sidecar.dev/v1alpha1
kind: SidecarInjector
spec: {lint: {rules: {port-conflict: off, port-duplicate: off}}}
`;
const PACKAGE = '{"name": "app"}\n';
const FILES = { "web.yaml": POD, "x.yaml": OFF, "package.json": PACKAGE };

async function run(cwd: string, argv: readonly string[]) {
  const io = fakeIo({ cwd });
  const code = await main(argv, io);
  return { code, stdout: io.stdout(), stderr: io.stderr() };
}

/** Names of files that would be options, with what is said of each. */
const NAMES: readonly (readonly [name: string, option: string])[] = [
  ["--report=package.json", ", and for the option --report package.json\n"],
  ["--config=x.yaml", ", and for the option --config x.yaml\n"],
  ["--name=none.yaml", ", and for the option --name none.yaml\n"],
  ["--fail-on=never", ", and for the option --fail-on never\n"],
  ["-c=x.yaml", ", and for the option -c x.yaml\n"],
  ["-cx.yaml", "\n"],
  ["-qnnone.yaml", "\n"],
  ["--web.yaml", "\n"],
  ["-web.yaml", "\n"],
  ["--write", "\n"],
];

describe("the name of a file that is an option", () => {
  it.each(NAMES)("is refused: %s", async (name, option) => {
    const cwd = temporaryFolder({ ...FILES, [name]: POD });
    for (const argv of [
      ["lint", "--inject", name, "web.yaml"],
      ["inject", "--check", "--diff", name],
      ["show", name],
      ["templates", "check", name],
    ]) {
      const { code, stdout, stderr } = await run(cwd, argv);
      expect([code, stdout, stderr]).toEqual([
        2,
        "",
        `kube-sidecar: ${name} is the name of a file here: for the file write ./${name}${option}`,
      ]);
    }
    expect(readFileSync(join(cwd, "package.json"), "utf8")).toBe(PACKAGE);
  });

  it.each([...NAMES.map(([name]) => name), "--"])(
    "is one behind --, and with ./: %s",
    async (name) => {
      const cwd = temporaryFolder({ ...FILES, [name]: POD });
      for (const argv of [["--", name], ["--inject", "--", "web.yaml", name], [`./${name}`]]) {
        const { code, stdout } = await run(cwd, ["lint", ...argv]);
        expect([code, stdout]).toEqual([
          1,
          expect.stringContaining(`${name}:7:69  error[port-conflict]`),
        ]);
      }
      for (const command of ["inject", "status", "show", "eject"]) {
        const { code, stderr } = await run(cwd, [command, "--", name]);
        expect([command, code, stderr]).not.toContain("unknown option");
        expect([command, code]).not.toEqual([command, 2]);
      }
      expect(readFileSync(join(cwd, "package.json"), "utf8")).toBe(PACKAGE);
    },
  );

  it("is one where it is a link to nothing, or a folder", async () => {
    const cwd = temporaryFolder({ "--config=k8s/x.yaml": OFF, "web.yaml": POD });
    symlinkSync("nowhere", join(cwd, "--max-warnings=5"));
    for (const word of ["--config=k8s", "--config=k8s/x.yaml", "--max-warnings=5"]) {
      const { code, stderr } = await run(cwd, ["lint", word, "web.yaml"]);
      expect([code, stderr]).toEqual([
        2,
        expect.stringContaining(`${word} is the name of a file here`),
      ]);
    }
  });

  it("quotes what a shell would read, and shows a break as none", async () => {
    const name = "--x=a b\n::error::$(id)";
    const { stderr } = await run(temporaryFolder({ [name]: POD }), ["lint", name]);
    expect(stderr).toMatch(/^kube-sidecar: [^\n]* write '\.\/--x=[^\n]*'\n$/);
  });

  it("stops no run that names other files, nor standard input", async () => {
    const cwd = temporaryFolder({ ...FILES, "-": "x", "--config=x.yaml": OFF });
    const io = fakeIo({ cwd, stdin: POD });
    expect(await main(["lint", "--report", "out.txt", "-"], io)).toBe(1);
    expect(existsSync(join(cwd, "out.txt"))).toBe(true);
    expect((await run(cwd, ["lint", "web.yaml", "--config", "x.yaml"])).code).toBe(0);
  });
});

describe("--", () => {
  it("ends the options of every command, and is no name", async () => {
    const cwd = temporaryFolder({ "-t=x": POD, "--help": POD, "-h": POD, own: "" });
    for (const name of ["-t=x", "--help", "-h"]) {
      const { code, stdout } = await run(cwd, ["status", "--", name]);
      expect([code, stdout]).toEqual([0, expect.stringContaining("Pod/web")]);
    }
    const check = await run(cwd, ["templates", "check", "--", "--pairs"]);
    expect([check.code, check.stderr]).toEqual([
      2,
      expect.stringContaining('unknown template "--pairs"'),
    ]);
    const doctor = await run(cwd, ["kustomize", "doctor", "--", "--x"]);
    expect(doctor.stderr).toContain("in --x that can be read");
  });
});
